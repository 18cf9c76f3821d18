import { keptFor } from '#lib/core/kept-for';
import { ROOT_SYNSET } from '#lib/hierarchy/root-synset';
import { getSynset } from '#lib/hierarchy/server/get-synset';
import { listLevels } from '#lib/hierarchy/server/list-levels';
import type { TreeNoun } from '#lib/hierarchy/synset-views';

interface OpeningPath {
  root: TreeNoun;
  path: string[];
  levels: Record<string, TreeNoun[]>;
}

/** How the tree stands open at first: from the root down to where the nouns that have pictures part. */
export const openingPath = (): Promise<OpeningPath> => openingPathFrom(ROOT_SYNSET);

// The same for everybody, on every page about nouns; a freeze shows in it two seconds later.
const openingPathFrom = keptFor({ milliseconds: 2_000, keys: 1 }, async (rootId): Promise<OpeningPath> => {
  const { words, children, images } = await getSynset(rootId);
  const root: TreeNoun = { id: rootId, word: words[0] ?? rootId, kind: 'hyponym', children, images };
  const path: string[] = [];
  const levels: Record<string, TreeNoun[]> = {};
  for (let next: TreeNoun | undefined = root; next; ) {
    path.push(next.id);
    const level: TreeNoun[] = (await listLevels([next.id]))[next.id] ?? [];
    levels[next.id] = level;
    const withPictures = level.filter((noun) => noun.images > 0);
    next = withPictures.length === 1 ? withPictures[0] : undefined;
  }
  return { root, path, levels };
});
