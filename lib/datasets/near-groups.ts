/** Who hangs together with whom. */
export interface NearGroups {
  /** In ascending order. */
  members: Int32Array;
  /** The group of each member: numbers from 0, in the order of their first members. */
  groups: Int32Array;
  /** How many groups there are. */
  count: number;
}

/** The groups that pairs hang together in: the first two of `pairs` are a pair, the next two another, and so on. */
export function groupsOf(pairs: Int32Array): NearGroups {
  const members = distinct(pairs);
  const parents = Int32Array.from(members.keys());
  const rootOf = (start: number): number => {
    let root = start;
    while (parents[root] !== root) root = parents[root] as number;
    for (let at = start; at !== root; ) {
      const up = parents[at] as number;
      parents[at] = root;
      at = up;
    }
    return root;
  };
  for (let at = 0; at < pairs.length; at += 2) {
    const one = rootOf(placeIn(members, pairs[at] as number));
    const other = rootOf(placeIn(members, pairs[at + 1] as number));
    // The lower place is the root, so that the root of a group is its first member.
    parents[Math.max(one, other)] = Math.min(one, other);
  }
  const groups = new Int32Array(members.length);
  let count = 0;
  for (const at of members.keys()) {
    const root = rootOf(at);
    groups[at] = root === at ? count++ : (groups[root] as number);
  }
  return { members, groups, count };
}

function distinct(values: Int32Array): Int32Array {
  const sorted = values.slice().sort();
  return sorted.filter((value, at) => at === 0 || value !== sorted[at - 1]);
}

/** Where a value stands among ascending ones, of which it is one. */
function placeIn(values: Int32Array, value: number): number {
  let [low, high] = [0, values.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
