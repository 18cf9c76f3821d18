import { at } from './adjacency.ts';
import { type Hierarchy, parentsOf } from './hierarchy.ts';

/** Nodes with their distance from where a walk began, nearest first. */
export interface Walk {
  nodes: number[];
  /** Links on the shortest way. */
  distances: number[];
}

/** Everything above a node, by either kind of link, each once; the node itself comes first, at distance 0. */
export function walkUp(hierarchy: Hierarchy, node: number): Walk {
  return breadthFirst(hierarchy.parentStart, hierarchy.parents, node);
}

/** Everything below a node, by either kind of link, each once; the node itself comes first, at distance 0. */
export function walkDown(hierarchy: Hierarchy, node: number): Walk {
  return breadthFirst(hierarchy.childStart, hierarchy.children, node);
}

/** Whether `ancestor` is `node` or lies above it. */
export function isAtOrAbove(hierarchy: Hierarchy, ancestor: number, node: number): boolean {
  return walkUp(hierarchy, node).nodes.includes(ancestor);
}

/**
 * Every path from a root down to a node, root first, the node last. In WordNet's order: those through the first parent
 * before those through the second.
 */
export function pathsToRoot(hierarchy: Hierarchy, node: number): number[][] {
  const parents = parentsOf(hierarchy, node);
  if (parents.length === 0) return [[node]];
  return Array.from(parents).flatMap((parent) =>
    pathsToRoot(hierarchy, parent).map((path) => [...path, node]),
  );
}

/**
 * Every pair of a synset and one at or below it, with the links on the shortest way between; 0 for itself. In the order
 * of `ids`, by the upper, then by the lower.
 */
export function* closureRows(
  hierarchy: Hierarchy,
): Generator<[ancestor: string, descendant: string, distance: number]> {
  const distance = new Int32Array(hierarchy.ids.length);
  for (const [node, ancestor] of hierarchy.ids.entries()) {
    const { nodes, distances } = walkDown(hierarchy, node);
    for (const [i, below] of nodes.entries()) distance[below] = distances[i] as number;
    for (const below of Int32Array.from(nodes).sort()) {
      yield [ancestor, hierarchy.ids[below] as string, at(distance, below)];
    }
  }
}

function breadthFirst(start: Int32Array, targets: Int32Array, from: number): Walk {
  const nodes = [from];
  const distances = [0];
  const seen = new Set(nodes);
  for (let k = 0; k < nodes.length; k++) {
    const node = nodes[k] as number;
    for (let i = at(start, node); i < at(start, node + 1); i++) {
      const next = at(targets, i);
      if (seen.has(next)) continue;
      seen.add(next);
      nodes.push(next);
      distances.push((distances[k] as number) + 1);
    }
  }
  return { nodes, distances };
}
