/** The part of the hierarchy that labelers walk down: each noun's children, by id. Every key has a list, leaves an empty one. */
export type NounTree = Map<string, string[]>;

/**
 * Cuts the hierarchy down to what a labeler has to decide. Kept are the roots, the relevant nouns, and those above them where the
 * way parts: a noun that leads to one other alone is passed over. A noun is listed where it is decided last, not again
 * beside its own ancestors. Children stand with those that lead to most relevant nouns first, then in order of id.
 *
 * `links` are all links among nouns that lie at or below a root and at or above a relevant noun. It may be any directed acyclic
 * graph. Time grows with nodes times relevant nouns.
 */
export function cutTree(
  roots: readonly string[],
  relevant: ReadonlySet<string>,
  links: readonly { child: string; parent: string }[],
): NounTree {
  const childrenOf = new Map<string, string[]>();
  for (const { child, parent } of links) childrenOf.set(parent, [...(childrenOf.get(parent) ?? []), child]);

  const below = memoised((id: string, self): ReadonlySet<string> => {
    const found = new Set<string>(relevant.has(id) ? [id] : []);
    for (const child of childrenOf.get(id) ?? []) for (const each of self(child)) found.add(each);
    return found;
  });
  const isRoot = new Set(roots);
  const ends = memoised((id: string, self): string => {
    if (relevant.has(id) || isRoot.has(id)) return id;
    const reached = withoutCovered([...new Set((childrenOf.get(id) ?? []).map(self))]);
    return reached.length === 1 ? (reached[0] as string) : id;
  });
  const reaches = memoised((id: string, self): ReadonlySet<string> => {
    const all = new Set<string>();
    for (const child of childrenOf.get(id) ?? []) {
      all.add(child);
      for (const each of self(child)) all.add(each);
    }
    return all;
  });
  function withoutCovered(ids: readonly string[]): string[] {
    return ids.filter((id) => !ids.some((other) => other !== id && reaches(other).has(id)));
  }

  const tree: NounTree = new Map();
  const visit = (id: string): void => {
    if (tree.has(id)) return;
    const children = withoutCovered([...new Set((childrenOf.get(id) ?? []).map(ends))]).sort(
      (a, b) => below(b).size - below(a).size || (a < b ? -1 : 1),
    );
    tree.set(id, children);
    for (const child of children) visit(child);
  };
  for (const root of roots) visit(root);
  return tree;
}

/** Remembers what a recursive function gave for each id. */
function memoised<Value>(compute: (id: string, self: (id: string) => Value) => Value): (id: string) => Value {
  const known = new Map<string, Value>();
  const self = (id: string): Value => {
    let value = known.get(id);
    if (value === undefined) {
      value = compute(id, self);
      known.set(id, value);
    }
    return value;
  };
  return self;
}
