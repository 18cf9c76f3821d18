import { at } from './adjacency.ts';
import { walkUp } from './ancestors.ts';
import { type Hierarchy, parentsOf } from './hierarchy.ts';

/**
 * The lowest node that is at or above both: a common ancestor with no other beneath it, and of several such the one of
 * least height (ILSVRC 2010). Undefined where the two lie under different roots.
 */
export function lowestCommonAncestor(hierarchy: Hierarchy, a: number, b: number): number | undefined {
  return lowestOf(hierarchy, walkUp(hierarchy, a).nodes, new Set(walkUp(hierarchy, b).nodes));
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
  for (const [guess, lineage] of lineages.entries()) {
    const above = new Set(lineage);
    for (let truth = 0; truth < guess; truth++) {
      if (classes[guess] === classes[truth]) continue;
      const common = lowestOf(hierarchy, lineages[truth] as number[], above);
      if (common === undefined) throw new Error('Two classes lie under different roots');
      costs[guess * classes.length + truth] = at(hierarchy.height, common);
      costs[truth * classes.length + guess] = at(hierarchy.height, common);
    }
  }
  return costs;
}

/** The best of the nodes that are `among` the others: what is a parent of a common ancestor is itself not the lowest. */
function lowestOf(
  hierarchy: Hierarchy,
  nodes: readonly number[],
  among: ReadonlySet<number>,
): number | undefined {
  const common = nodes.filter((node) => among.has(node));
  const passed = new Set(common.flatMap((node) => Array.from(parentsOf(hierarchy, node))));
  let best: number | undefined;
  for (const node of common) {
    if (passed.has(node)) continue;
    if (best === undefined || at(hierarchy.height, node) < at(hierarchy.height, best)) best = node;
  }
  return best;
}
