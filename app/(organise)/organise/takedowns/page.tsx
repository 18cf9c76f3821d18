import type { Metadata } from 'next';
import { listTakedowns } from '#lib/datasets/server/list-takedowns';
import { type TakedownView, takedownListSchema } from '#lib/datasets/takedown';
import { sha256Schema } from '#lib/images/sha256';
import { DataTable } from '@/_components/data-table';
import { Count } from '@/_components/figure';
import { Moment } from '@/_components/moment';
import { PageShell } from '@/_components/page-shell';
import { Pager } from '@/_components/pager';
import { Section } from '@/_components/section';
import { TextLink } from '@/_components/text-link';
import { requirePerson } from '@/_server/session';
import { TakedownForm } from './takedown-form';

export const metadata: Metadata = { title: 'Takedowns' };

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function TakedownsPage({ searchParams }: Props) {
  const person = await requirePerson('organiser');
  const asked = await searchParams;
  const query = takedownListSchema.catch({ limit: 20 }).parse(asked);
  const image = sha256Schema.safeParse(asked.image).data;
  const { items, nextCursor } = await listTakedowns(person, query);
  return (
    <PageShell
      title="Takedowns"
      path={[{ label: 'Organise', href: '/organise' }, { label: 'Takedowns' }]}
      lead="Images that may not be shown any more. A tombstone stays: the hash, when, and why."
    >
      <TakedownForm key={image} image={image} />
      {items.length > 0 && (
        <Section title="Taken down" id="done">
          <Takedowns items={items} />
          <Pager
            name="Pages of takedowns"
            previousHref={query.cursor ? '/organise/takedowns' : undefined}
            nextHref={nextCursor === null ? undefined : `/organise/takedowns?cursor=${nextCursor}`}
          />
        </Section>
      )}
    </PageShell>
  );
}

function Takedowns({ items }: { items: readonly TakedownView[] }) {
  return (
    <DataTable
      name="Takedowns"
      rows={items}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'what',
          header: 'What',
          rowHeader: true,
          cell: ({ kind, what }) => (
            <>
              {kind}{' '}
              {kind === 'image' ? (
                <TextLink quiet href={`/picture/${what}`} prefetch={false}>
                  <span className="font-mono">{what.slice(0, 16)}</span>
                </TextLink>
              ) : (
                <span className="break-all">{what}</span>
              )}
            </>
          ),
        },
        { key: 'images', header: 'Images', align: 'end', cell: ({ images }) => <Count value={images} /> },
        { key: 'reason', header: 'Why', cell: ({ reason }) => reason },
        { key: 'by', header: 'By', cell: ({ by }) => by },
        { key: 'at', header: 'When', cell: ({ createdAt }) => <Moment at={createdAt} show="date" /> },
        {
          key: 'done',
          header: 'Bytes',
          cell: ({ doneAt }) => (doneAt ? 'gone' : 'being removed'),
        },
      ]}
    />
  );
}
