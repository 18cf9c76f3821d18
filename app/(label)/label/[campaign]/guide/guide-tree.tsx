import Link from 'next/link';
import type { ClassifyNoun, ClassifyTree } from '#lib/labelling/classify-noun';
import { EmptyState } from '@/_components/empty-state';

type GuideTreeProps = { slug: string; tree: ClassifyTree; query: string };

/** The nouns of a classify campaign as the tree that labelers walk; those alone that a search found. */
export function GuideTree({ slug, tree, query }: GuideTreeProps) {
  if (query === '') return <Below slug={slug} tree={tree} ids={tree.roots} depth={0} />;
  const found = Object.values(tree.nouns).filter(({ words }) =>
    words.some((word) => word.toLowerCase().includes(query)),
  );
  if (found.length === 0) {
    return (
      <EmptyState title={`No noun of this campaign is called “${query}”`}>
        Nouns are in English and in the singular, as in WordNet 3.0. Try a part of the word.
      </EmptyState>
    );
  }
  return (
    <ul className="flex flex-col gap-3">
      {found.map((noun) => (
        <li key={noun.id}>
          <NounLine slug={slug} noun={noun} />
        </li>
      ))}
    </ul>
  );
}

/** Deeper nouns are folded away at first. */
const OPEN_DEPTH = 2;

type BelowProps = { slug: string; tree: ClassifyTree; ids: readonly string[]; depth: number };

function Below({ slug, tree, ids, depth }: BelowProps) {
  return (
    <ul
      className={
        depth === 0 ? 'flex flex-col gap-3' : 'mt-2 ml-2 flex flex-col gap-2 border-l border-line pl-4'
      }
    >
      {ids.map((id) => {
        const noun = tree.nouns[id];
        if (!noun) return null;
        return (
          <li key={id}>
            <NounLine slug={slug} noun={noun} />
            {noun.children.length > 0 && (
              <details open={depth < OPEN_DEPTH}>
                <summary className="w-fit rounded py-1 text-sm text-ink-soft">
                  {noun.children.length} {noun.children.length === 1 ? 'kind' : 'kinds'}
                  <span className="sr-only"> of {noun.words[0]}</span>
                </summary>
                <Below slug={slug} tree={tree} ids={noun.children} depth={depth + 1} />
              </details>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function NounLine({ slug, noun: { id, words, gloss } }: { slug: string; noun: ClassifyNoun }) {
  return (
    <>
      <Link href={`/label/${slug}/guide/${id}`} prefetch={false} className="link rounded font-medium">
        {words.join(', ')}
      </Link>
      <p className="max-w-3xl text-sm">{gloss}</p>
    </>
  );
}
