/** A link of the hierarchy; a noun's first parent has position 0. */
export interface ParentLink {
  child: string;
  parent: string;
  position: number;
}

/**
 * The nouns above one, the widest first, along its shortest way to one of the roots; where none of them is above it, along
 * its shortest way to the top.
 */
export function nounsAbove(id: string, links: readonly ParentLink[], roots: ReadonlySet<string>): string[] {
  const parentsOf = new Map<string, ParentLink[]>();
  for (const link of links) parentsOf.set(link.child, [...(parentsOf.get(link.child) ?? []), link]);
  const parents = (child: string) =>
    (parentsOf.get(child) ?? []).sort((a, b) => a.position - b.position).map(({ parent }) => parent);

  let ways: string[][] = [[id]];
  const seen = new Set<string>();
  let toTop: string[] | undefined;
  while (ways.length > 0) {
    const next: string[][] = [];
    for (const way of ways) {
      const top = way[0] as string;
      if (roots.has(top)) return way.slice(0, -1);
      if (seen.has(top)) continue;
      seen.add(top);
      const above = parents(top);
      if (above.length === 0) toTop ??= way.slice(0, -1);
      for (const parent of above) next.push([parent, ...way]);
    }
    ways = next;
  }
  return toTop ?? [];
}
