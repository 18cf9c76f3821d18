import { pathsToRoot, walkDown } from './ancestors.ts';
import { childrenOf, type Hierarchy, nodeOf } from './hierarchy.ts';
import type { Wordnet } from './parse-wordnet.ts';
import { readQueryText } from './query-text.ts';
import type { Synset } from './synset.ts';
import type { SynsetDescription } from './synset-views.ts';

/** The ids of the nouns that an id or a word stands for, the most frequent sense first; empty where there is none. */
export function lookUpSynsets({ synsets, senses }: Wordnet, query: string): string[] {
  const sought = readQueryText(query);
  return 'id' in sought
    ? synsets.filter(({ id }) => id === sought.id).map(({ id }) => id)
    : senses.filter(({ word }) => word === sought.word).map(({ synset }) => synset);
}

/**
 * A noun with every path to the root and its counts, out of WordNet itself. `hierarchy` is that of these synsets. Throws
 * an AppError `unknown-synset` where there is none of this id.
 */
export function describeSynset(
  { synsets }: Pick<Wordnet, 'synsets'>,
  hierarchy: Hierarchy,
  id: string,
): SynsetDescription {
  const node = nodeOf(hierarchy, id);
  const at = (place: number) => synsets[place] as Synset;
  return {
    ...at(node),
    depth: hierarchy.depth[node] as number,
    height: hierarchy.height[node] as number,
    paths: pathsToRoot(hierarchy, node).map((path) =>
      path.map((step) => ({ id: at(step).id, word: at(step).words[0] as string })),
    ),
    children: childrenOf(hierarchy, node).length,
    descendants: walkDown(hierarchy, node).nodes.length - 1,
  };
}
