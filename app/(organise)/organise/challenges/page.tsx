import { Plus } from 'lucide-react';
import type { Metadata } from 'next';
import { challengeListSchema } from '#lib/challenges/challenge';
import { listChallenges } from '#lib/challenges/server/list-challenges';
import { LinkButton } from '@/_components/button';
import { DataTable } from '@/_components/data-table';
import { EmptyState } from '@/_components/empty-state';
import { Count, Figure } from '@/_components/figure';
import { Moment } from '@/_components/moment';
import { PageShell } from '@/_components/page-shell';
import { Pager } from '@/_components/pager';
import { TextLink } from '@/_components/text-link';
import { requirePerson } from '@/_server/session';
import { PhaseBadge } from '@/(site)/challenges/phase-badge';
import { PublishResults } from './publish-results';

export const metadata: Metadata = { title: 'Challenges to organise' };

const PAGE = 50;
const openChallenge = (
  <LinkButton href="/organise/challenges/new" variant="primary" icon={<Plus aria-hidden size={16} />}>
    Open a challenge
  </LinkButton>
);

type Search = Promise<Record<string, string | string[] | undefined>>;

export default async function OrganiseChallengesPage({ searchParams }: { searchParams: Search }) {
  await requirePerson('organiser');
  const asked = challengeListSchema.safeParse({ ...(await searchParams), limit: PAGE });
  const page = await listChallenges(asked.data ?? { limit: PAGE });
  return (
    <PageShell
      title="Challenges"
      path={[{ label: 'Organise', href: '/organise' }, { label: 'Challenges' }]}
      actions={page.items.length > 0 && openChallenge}
    >
      <DataTable
        name="Challenges"
        rows={page.items}
        rowKey={(row) => row.slug}
        empty={
          <EmptyState title="No challenges yet" action={openChallenge}>
            A challenge needs a frozen dataset version with images held out.
          </EmptyState>
        }
        columns={[
          {
            key: 'title',
            header: 'Challenge',
            rowHeader: true,
            cell: (row) => (
              <TextLink quiet href={`/challenges/${row.slug}`}>
                {row.title}
              </TextLink>
            ),
          },
          { key: 'phase', header: 'Phase', cell: (row) => <PhaseBadge phase={row.phase} /> },
          {
            key: 'version',
            header: 'Dataset version',
            cell: (row) => (
              <TextLink quiet href={`/datasets/${row.dataset}`}>
                {row.dataset}, version {row.version}
              </TextLink>
            ),
          },
          { key: 'opens', header: 'Opens', cell: (row) => <Moment at={row.opensAt} show="date" /> },
          { key: 'closes', header: 'Closes', cell: (row) => <Moment at={row.closesAt} show="date" /> },
          { key: 'entries', header: 'Entries', align: 'end', cell: (row) => <Count value={row.entries} /> },
          {
            key: 'best',
            header: 'Best top-1 error',
            align: 'end',
            cell: (row) => <Figure value={row.bestError === null ? null : 100 * row.bestError} unit="%" />,
          },
          {
            key: 'desk',
            header: 'Desk',
            cell: (row) => (
              <TextLink quiet href={`/organise/challenges/${row.slug}`}>
                Desk<span className="sr-only"> of {row.title}</span>
              </TextLink>
            ),
          },
          {
            key: 'next',
            header: 'Next step',
            action: true,
            cell: (row) =>
              row.phase === 'closed' ? <PublishResults slug={row.slug} title={row.title} /> : null,
          },
        ]}
      />
      <Pager
        name="Pages of challenges"
        previousHref={asked.data?.cursor ? '/organise/challenges' : undefined}
        nextHref={page.nextCursor === null ? undefined : `/organise/challenges?cursor=${page.nextCursor}`}
      />
    </PageShell>
  );
}
