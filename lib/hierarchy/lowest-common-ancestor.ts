import { at } from './adjacency.ts';
import { walkUp } from './ancestors.ts';
import type { Hierarchy } from './hierarchy.ts';

/**
 * The lowest node that is at or above both: a common ancestor with no other beneath it, and of several such the one of
 * least height (ILSVRC 2010). Undefined where the two lie under different roots.
 */
export function lowestCommonAncestor(hierarchy: Hierarchy, a: number, b: number): number | undefined {
  return meetingWith(hierarchy)(walkUp(hierarchy, a).nodes)(walkUp(hierarchy, b).nodes);
}

/**
 * What a guess costs in ILSVRC's hierarchical error of 2010 (Russakovsky et al., IJCV 2015): the height of the lowest
 * common ancestor of guess and truth. A right guess costs 0, even where it has hyponyms of its own. Throws an Error where
 * the two lie under different roots; WordNet's nouns have one.
 */
export function hierarchicalCost(hierarchy: Hierarchy, guess: number, truth: number): number {
  return at(hierarchicalCosts(hierarchy, [guess, truth]), 1);
}

/**
 * The hierarchical cost of each of n classes guessed for each other, n x n in rows of the guess. For the classes of
 * ILSVRC 2010 in WordNet 3.0 these are the costs of its development kit.
 */
export function hierarchicalCosts(hierarchy: Hierarchy, classes: readonly number[]): Int32Array {
  const lineages = classes.map((node) => walkUp(hierarchy, node).nodes);
  const costs = new Int32Array(classes.length ** 2);
  const meeting = meetingWith(hierarchy);
  for (const [guess, lineage] of lineages.entries()) {
    const meet = meeting(lineage);
    for (let truth = 0; truth < guess; truth++) {
      if (classes[guess] === classes[truth]) continue;
      const common = meet(lineages[truth] as number[]);
      if (common === undefined) throw new Error('Two classes lie under different roots');
      costs[guess * classes.length + truth] = at(hierarchy.height, common);
      costs[truth * classes.length + guess] = at(hierarchy.height, common);
    }
  }
  return costs;
}

/**
 * Finds where one lineage (a node and all above it) meets others. What is a parent of a common ancestor is not the
 * lowest. Nodes are marked with the number of the search, so that a search costs no more than the two lineages are long.
 */
function meetingWith({ ids, parentStart, parents, height }: Hierarchy) {
  const inFirst = new Int32Array(ids.length);
  const passed = new Int32Array(ids.length);
  let first = 0;
  let search = 0;
  return (lineage: readonly number[]) => {
    first++;
    for (const node of lineage) inFirst[node] = first;
    return (other: readonly number[]): number | undefined => {
      search++;
      for (const node of other) {
        if (inFirst[node] !== first) continue;
        for (let i = at(parentStart, node); i < at(parentStart, node + 1); i++) {
          passed[at(parents, i)] = search;
        }
      }
      let best: number | undefined;
      for (const node of other) {
        if (inFirst[node] !== first || passed[node] === search) continue;
        if (best === undefined || at(height, node) < at(height, best)) best = node;
      }
      return best;
    };
  };
}
