import { adjacency, at, topologicalOrder } from './adjacency.ts';
import type { LinkKind, Synset, SynsetLink } from './synset.ts';
import { unknownSynset } from './unknown-synset.ts';

/**
 * The nouns as a directed acyclic graph in flat arrays. A node is the place of its synset in `ids`; the parents of node
 * n are `parents[parentStart[n]]` up to, not including, `parents[parentStart[n + 1]]`, in WordNet's order; children
 * likewise, in the order of `ids`.
 */
export interface Hierarchy {
  readonly ids: readonly string[];
  readonly nodes: ReadonlyMap<string, number>;
  readonly parentStart: Int32Array;
  readonly parents: Int32Array;
  /** For each entry of `parents`, 1 where the link is of kind instance. */
  readonly parentIsInstance: Uint8Array;
  readonly childStart: Int32Array;
  readonly children: Int32Array;
  /** Every node after all of its parents. */
  readonly order: Int32Array;
  /** Links on the shortest path up to a root. */
  readonly depth: Int32Array;
  /** Links on the longest path up to a root. */
  readonly level: Int32Array;
  /** Links on the longest path down to a leaf, over hyponym links only. */
  readonly height: Int32Array;
}

/**
 * Builds the graph of some synsets and the links between them. Throws an Error where a link names an unknown synset,
 * stands there twice, or closes a circle.
 */
export function buildHierarchy(
  synsets: Iterable<Pick<Synset, 'id'>>,
  links: readonly SynsetLink[],
): Hierarchy {
  const ids = Array.from(synsets, (synset) => synset.id);
  const nodes = new Map(ids.map((id, node) => [id, node]));
  if (nodes.size !== ids.length) throw new Error('A synset is listed twice');
  const node = (id: string): number => {
    const found = nodes.get(id);
    if (found === undefined) throw new Error(`A link names ${id}, which is not among the synsets`);
    return found;
  };
  const child = Int32Array.from(links, (link) => node(link.child));
  const parent = Int32Array.from(links, (link) => node(link.parent));

  const up = adjacency(ids.length, child, parent);
  const down = adjacency(ids.length, parent, child);
  const parentIsInstance = Uint8Array.from(up.links, (link) => (links[link]?.kind === 'instance' ? 1 : 0));
  for (let n = 0; n < ids.length; n++) {
    const above = up.targets.subarray(at(up.start, n), at(up.start, n + 1));
    if (new Set(above).size !== above.length) throw new Error(`${ids[n]} is linked to the same parent twice`);
    down.targets.subarray(at(down.start, n), at(down.start, n + 1)).sort();
  }

  const order = topologicalOrder(ids, up, down);
  const depth = new Int32Array(ids.length);
  const level = new Int32Array(ids.length);
  for (const n of order) {
    let shortest = Number.POSITIVE_INFINITY;
    let longest = -1;
    for (let i = at(up.start, n); i < at(up.start, n + 1); i++) {
      shortest = Math.min(shortest, at(depth, at(up.targets, i)));
      longest = Math.max(longest, at(level, at(up.targets, i)));
    }
    if (longest === -1) continue;
    depth[n] = shortest + 1;
    level[n] = longest + 1;
  }
  const height = new Int32Array(ids.length);
  for (let k = order.length - 1; k >= 0; k--) {
    const n = at(order, k);
    for (let i = at(up.start, n); i < at(up.start, n + 1); i++) {
      const above = at(up.targets, i);
      if (!parentIsInstance[i]) height[above] = Math.max(at(height, above), at(height, n) + 1);
    }
  }
  return {
    ids,
    nodes,
    parentStart: up.start,
    parents: up.targets,
    parentIsInstance,
    childStart: down.start,
    children: down.targets,
    order,
    depth,
    level,
    height,
  };
}

/** The node of a synset id. Throws an AppError `unknown-synset` where there is none. */
export function nodeOf(hierarchy: Hierarchy, id: string): number {
  const node = hierarchy.nodes.get(id);
  if (node === undefined) throw unknownSynset(id);
  return node;
}

/** The parents of a node, in WordNet's order. */
export function parentsOf(hierarchy: Hierarchy, node: number): Int32Array {
  return hierarchy.parents.subarray(at(hierarchy.parentStart, node), at(hierarchy.parentStart, node + 1));
}

/** The children of a node, by either kind of link. */
export function childrenOf(hierarchy: Hierarchy, node: number): Int32Array {
  return hierarchy.children.subarray(at(hierarchy.childStart, node), at(hierarchy.childStart, node + 1));
}

/** The kind of the link from a node up to its parent at `position`. */
export function linkKind(hierarchy: Hierarchy, node: number, position: number): LinkKind {
  return hierarchy.parentIsInstance[at(hierarchy.parentStart, node) + position] ? 'instance' : 'hyponym';
}
