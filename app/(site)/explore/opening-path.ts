import { ROOT_SYNSET } from '#lib/hierarchy/root-synset';
import { getSynset } from '#lib/hierarchy/server/get-synset';
import { listLevels } from '#lib/hierarchy/server/list-levels';
import type { TreeNoun } from '#lib/hierarchy/synset-views';

/** How the tree stands open at first: from the root down to where the nouns that have pictures part. */
export async function openingPath(): Promise<{
  root: TreeNoun;
  path: string[];
  levels: Record<string, TreeNoun[]>;
}> {
  const { words, children, images } = await getSynset(ROOT_SYNSET);
  const root: TreeNoun = {
    id: ROOT_SYNSET,
    word: words[0] ?? ROOT_SYNSET,
    kind: 'hyponym',
    children,
    images,
  };
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
}
