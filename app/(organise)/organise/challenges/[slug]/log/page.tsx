import type { Metadata } from 'next';
import { auditListSchema, listAudit } from '#lib/challenges/server/list-audit';
import { DataTable } from '@/_components/data-table';
import { EmptyState } from '@/_components/empty-state';
import { Moment } from '@/_components/moment';
import { Pager } from '@/_components/pager';
import { requirePerson } from '@/_server/session';
import { loadChallenge } from '@/(site)/challenges/[slug]/load-challenge';
import { DeskFrame } from '../desk-frame';

export const metadata: Metadata = { title: 'Log' };

type PageProps = {
  params: Promise<{ slug: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function LogPage({ params, searchParams }: PageProps) {
  const { slug } = await params;
  const person = await requirePerson('organiser');
  const challenge = await loadChallenge(slug);
  const asked = auditListSchema.safeParse(await searchParams);
  const { items, nextCursor } = await listAudit(person, slug, asked.data ?? { limit: 50 });
  const at = `/organise/challenges/${slug}/log`;
  return (
    <DeskFrame challenge={challenge} title="Log" lead="Who did what, the newest first.">
      <DataTable
        name={`What was done to ${challenge.title}`}
        rows={items}
        rowKey={({ id }) => id}
        empty={<EmptyState title="Nothing yet">What people do to this challenge stands here.</EmptyState>}
        columns={[
          { key: 'at', header: 'When', cell: (row) => <Moment at={row.at} /> },
          { key: 'actor', header: 'Who', rowHeader: true, cell: ({ actor }) => actor ?? 'the system' },
          { key: 'act', header: 'What', cell: ({ act }) => act },
          { key: 'subject', header: 'To what', cell: ({ subject }) => subject },
          {
            key: 'detail',
            header: 'Said or changed',
            cell: ({ detail }) =>
              detail !== null && (
                <code className="line-clamp-3 max-w-md text-xs break-words whitespace-pre-wrap">
                  {JSON.stringify(detail)}
                </code>
              ),
          },
        ]}
      />
      <Pager
        name="Pages of the log"
        previousHref={asked.data?.cursor ? at : undefined}
        nextHref={nextCursor === null ? undefined : `${at}?cursor=${nextCursor}`}
      />
    </DeskFrame>
  );
}
