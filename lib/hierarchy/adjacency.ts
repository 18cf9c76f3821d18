/** The targets of each source, in compressed sparse rows: those of n stand from `start[n]` up to `start[n + 1]`. */
export interface Adjacency {
  start: Int32Array;
  targets: Int32Array;
  /** For each target, the place of its link in the list given. */
  links: Int32Array;
}

/** Gathers pairs by source, each row in the order of the list. */
export function adjacency(size: number, sources: Int32Array, targets: Int32Array): Adjacency {
  const start = new Int32Array(size + 1);
  for (const source of sources) start[source + 1] = at(start, source + 1) + 1;
  for (let n = 0; n < size; n++) start[n + 1] = at(start, n + 1) + at(start, n);
  const next = start.slice();
  const rows = { start, targets: new Int32Array(targets.length), links: new Int32Array(targets.length) };
  for (let link = 0; link < sources.length; link++) {
    const source = at(sources, link);
    const place = at(next, source);
    next[source] = place + 1;
    rows.targets[place] = at(targets, link);
    rows.links[place] = link;
  }
  return rows;
}

/**
 * The nodes in an order in which each comes after all of its parents (Kahn 1962: a node is taken when all of its parents
 * have been). Throws an Error where there is no such order.
 */
export function topologicalOrder(ids: readonly string[], up: Adjacency, down: Adjacency): Int32Array {
  const order = new Int32Array(ids.length);
  const waiting = new Int32Array(ids.length);
  let taken = 0;
  for (let n = 0; n < ids.length; n++) {
    waiting[n] = at(up.start, n + 1) - at(up.start, n);
    if (waiting[n] === 0) order[taken++] = n;
  }
  for (let k = 0; k < taken; k++) {
    const n = at(order, k);
    for (let i = at(down.start, n); i < at(down.start, n + 1); i++) {
      const below = at(down.targets, i);
      waiting[below] = at(waiting, below) - 1;
      if (waiting[below] === 0) order[taken++] = below;
    }
  }
  if (taken < ids.length) {
    throw new Error(`The links close a circle through ${ids[waiting.findIndex((count) => count > 0)]}`);
  }
  return order;
}

/** A number of an array at a place that is known to be inside it. */
export function at(array: Int32Array | Uint8Array, index: number): number {
  return array[index] as number;
}
