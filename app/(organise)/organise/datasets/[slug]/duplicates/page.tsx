import type { Metadata } from 'next';
import { duplicateListSchema } from '#lib/datasets/duplicate-pair';
import { listDuplicates } from '#lib/datasets/server/list-duplicates';
import { EmptyState } from '@/_components/empty-state';
import { LinkTabs } from '@/_components/link-tabs';
import { PageShell } from '@/_components/page-shell';
import { Pager } from '@/_components/pager';
import { loadOrganised } from '../load-desk';
import { DuplicateDesk } from './duplicate-desk';

export const metadata: Metadata = { title: 'Images that look alike' };

interface Props {
  params: Promise<{ slug: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function DuplicatesPage({ params, searchParams }: Props) {
  const { person, dataset } = await loadOrganised((await params).slug);
  const { decided, cursor, limit } = duplicateListSchema
    .catch({ decided: false, limit: 20 })
    .parse(await searchParams);
  const { items, nextCursor, waiting } = await listDuplicates(person, {
    slug: dataset.slug,
    decided,
    cursor,
    limit,
  });
  const path = `/organise/datasets/${dataset.slug}/duplicates`;
  const address = (query: Record<string, string>) => `${path}?${new URLSearchParams(query)}`;
  const here: Record<string, string> = decided ? { decided: 'yes' } : {};
  const nextHref = nextCursor === null ? undefined : address({ ...here, cursor: nextCursor });
  return (
    <PageShell
      title="Images that look alike"
      path={[
        { label: 'Organise', href: '/organise' },
        { label: dataset.title, href: `/organise/datasets/${dataset.slug}` },
        { label: 'Images that look alike' },
      ]}
      lead="A freeze keeps them on one side of a split, whether you decided or not. Say so where two show different pictures after all."
    >
      <LinkTabs
        name="Pairs"
        items={[
          { label: 'To decide', href: path, count: waiting, current: !decided },
          { label: 'Decided', href: address({ decided: 'yes' }), current: decided },
        ]}
      />
      <div className="mt-6">
        {items.length === 0 ? (
          <EmptyState title={decided ? 'None decided' : 'Nothing to decide'}>
            {decided
              ? 'Pairs that you decide stand here, where you can take it back.'
              : 'Images are compared within a minute of being added. Copies that were resized, compressed or toned otherwise are found.'}
          </EmptyState>
        ) : (
          <DuplicateDesk
            key={items.map(({ first, second }) => first.sha256 + second.sha256).join()}
            slug={dataset.slug}
            pairs={items}
            next={
              nextHref ? { href: nextHref, label: 'Next pairs' } : { href: path, label: 'Look for new ones' }
            }
          />
        )}
      </div>
      <Pager
        name="Pages of pairs"
        previousHref={cursor ? (decided ? address(here) : path) : undefined}
        nextHref={nextHref}
      />
    </PageShell>
  );
}
