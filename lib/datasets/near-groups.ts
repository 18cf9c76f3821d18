/** The groups that pairs hang together in, by member: numbers from 0, in the order in which pairs first name them. */
export function groupsOf(pairs: Iterable<readonly [number, number]>): Map<number, number> {
  const parents = new Map<number, number>();
  const rootOf = (start: number): number => {
    let root = start;
    for (let up = parents.get(root); up !== undefined && up !== root; up = parents.get(root)) root = up;
    for (let at = start; at !== root; ) {
      const up = parents.get(at) as number;
      parents.set(at, root);
      at = up;
    }
    return root;
  };
  for (const [one, other] of pairs) {
    if (!parents.has(one)) parents.set(one, one);
    if (!parents.has(other)) parents.set(other, other);
    parents.set(rootOf(other), rootOf(one));
  }
  const numbers = new Map<number, number>();
  const groups = new Map<number, number>();
  for (const member of parents.keys()) {
    const root = rootOf(member);
    const number = numbers.get(root) ?? numbers.size;
    numbers.set(root, number);
    groups.set(member, number);
  }
  return groups;
}
