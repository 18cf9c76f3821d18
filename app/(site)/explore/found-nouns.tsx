import Link from 'next/link';
import { findSynsets } from '#lib/hierarchy/server/find-synsets';
import type { SynsetSearch } from '#lib/hierarchy/synset-queries';
import { EmptyState } from '@/_components/empty-state';
import { Count } from '@/_components/figure';
import { Pager } from '@/_components/pager';

/** Everything that a search found, in pages. */
export async function FoundNouns({ search }: { search: SynsetSearch }) {
  const { items, nextCursor } = await findSynsets(search);
  const address = `/explore?query=${encodeURIComponent(search.query)}`;
  if (items.length === 0) {
    return (
      <EmptyState title={`No noun is called “${search.query}”`}>
        Nouns are in English and in the singular, as in WordNet 3.0. Try a wider word, or walk down the tree.
      </EmptyState>
    );
  }
  return (
    <>
      <ol className="divide-y divide-line">
        {items.map(({ id, words, gloss, images }) => (
          <li key={id} className="py-3">
            <p className="flex flex-wrap items-baseline justify-between gap-x-4">
              <Link href={`/explore/${id}`} prefetch={false} className="link rounded text-lg font-medium">
                {words.join(', ')}
              </Link>
              {images > 0 && (
                <span className="text-sm text-ink-soft">
                  <Count value={images} /> {images === 1 ? 'image' : 'images'}
                </span>
              )}
            </p>
            <p className="max-w-3xl text-sm">{gloss}</p>
          </li>
        ))}
      </ol>
      <Pager
        name="Pages of nouns"
        previousHref={search.cursor && address}
        nextHref={nextCursor === null ? undefined : `${address}&cursor=${nextCursor}`}
      />
    </>
  );
}
