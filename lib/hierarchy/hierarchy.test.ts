import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { closureRows, isAtOrAbove, pathsToRoot, walkDown, walkUp } from './ancestors.ts';
import { buildHierarchy, childrenOf, type Hierarchy, linkKind, nodeOf, parentsOf } from './hierarchy.ts';
import { hierarchicalCost, hierarchicalCosts, lowestCommonAncestor } from './lowest-common-ancestor.ts';
import type { SynsetLink } from './synset.ts';

/** Any graph with one root in which each synset links to some of those before it; listed in any order. */
const dags = fc
  .array(fc.array(fc.tuple(fc.nat(), fc.boolean()), { minLength: 1, maxLength: 3 }), { maxLength: 14 })
  .chain((rows) => {
    const links = rows.flatMap((row, i) => {
      const parents = new Map(row.map(([parent, instance]) => [parent % (i + 1), instance]));
      return Array.from(
        parents,
        ([parent, instance]): SynsetLink => ({
          child: `s${i + 1}`,
          parent: `s${parent}`,
          kind: instance ? 'instance' : 'hyponym',
        }),
      );
    });
    const ids = Array.from({ length: rows.length + 1 }, (_, i) => ({ id: `s${i}` }));
    return fc.shuffledSubarray(ids, { minLength: ids.length }).map((synsets) => ({ synsets, links }));
  })
  .map(({ synsets, links }) => ({ links, hierarchy: buildHierarchy(synsets, links) }));

const pairs = dags.chain((dag) => {
  const node = fc.nat({ max: dag.hierarchy.ids.length - 1 });
  return fc.record({ hierarchy: fc.constant(dag.hierarchy), a: node, b: node });
});

/** Every way down from a node to a leaf over hyponym links, counted by plain recursion. */
function longestWayDown(hierarchy: Hierarchy, node: number): number {
  const below = Array.from(childrenOf(hierarchy, node)).filter((child) => {
    const position = Array.from(parentsOf(hierarchy, child)).indexOf(node);
    return linkKind(hierarchy, child, position) === 'hyponym';
  });
  return Math.max(0, ...below.map((child) => 1 + longestWayDown(hierarchy, child)));
}

describe('on any directed acyclic graph', () => {
  test('parents and children are the links given, each both ways', () => {
    fc.assert(
      fc.property(dags, ({ hierarchy, links }) => {
        const up = hierarchy.ids.flatMap((child, node) =>
          Array.from(parentsOf(hierarchy, node), (parent, position) => ({
            child,
            parent: hierarchy.ids[parent],
            kind: linkKind(hierarchy, node, position),
          })),
        );
        expect(up).toHaveLength(links.length);
        expect(up).toEqual(expect.arrayContaining(links));
        for (const { child, parent } of links) {
          expect(childrenOf(hierarchy, nodeOf(hierarchy, parent))).toContain(nodeOf(hierarchy, child));
        }
      }),
    );
  });

  test('the order has every node after its parents', () => {
    fc.assert(
      fc.property(dags, ({ hierarchy }) => {
        const place = new Map(Array.from(hierarchy.order, (node, i) => [node, i]));
        for (const node of hierarchy.order) {
          for (const parent of parentsOf(hierarchy, node)) {
            expect(place.get(parent)).toBeLessThan(place.get(node) as number);
          }
        }
      }),
    );
  });

  test('depth and level are the lengths of the shortest and the longest path, height that of the longest way down', () => {
    fc.assert(
      fc.property(dags, ({ hierarchy }) => {
        for (const node of hierarchy.order) {
          const lengths = pathsToRoot(hierarchy, node).map((path) => path.length - 1);
          expect(hierarchy.depth[node]).toBe(Math.min(...lengths));
          expect(hierarchy.level[node]).toBe(Math.max(...lengths));
          expect(hierarchy.height[node]).toBe(longestWayDown(hierarchy, node));
        }
      }),
    );
  });

  test('paths go link by link, differ, and together pass through every ancestor', () => {
    fc.assert(
      fc.property(dags, ({ hierarchy }) => {
        for (const node of hierarchy.order) {
          const paths = pathsToRoot(hierarchy, node);
          for (const path of paths) {
            expect(path.at(-1)).toBe(node);
            expect(parentsOf(hierarchy, path[0] as number)).toHaveLength(0);
            for (const [i, step] of path.slice(1).entries()) {
              expect(parentsOf(hierarchy, step)).toContain(path[i]);
            }
          }
          expect(new Set(paths.map((path) => path.join()))).toHaveLength(paths.length);
          expect(new Set(paths.flat())).toEqual(new Set(walkUp(hierarchy, node).nodes));
        }
      }),
    );
  });

  test('the closure has each pair once, whichever way one walks, at the least distance', () => {
    fc.assert(
      fc.property(dags, ({ hierarchy }) => {
        const rows = [...closureRows(hierarchy)];
        const down = hierarchy.ids.flatMap((ancestor, node) => {
          const { nodes, distances } = walkDown(hierarchy, node);
          return nodes.map((below, i) => [ancestor, hierarchy.ids[below], distances[i]]);
        });
        expect(new Set(rows.map(([ancestor, descendant]) => `${ancestor} ${descendant}`))).toHaveLength(
          rows.length,
        );
        expect(rows.sort()).toEqual(down.sort());
        for (const [ancestor, descendant, distance] of rows) {
          const above = nodeOf(hierarchy, ancestor);
          const ways = pathsToRoot(hierarchy, nodeOf(hierarchy, descendant))
            .filter((path) => path.includes(above))
            .map((path) => path.length - 1 - path.indexOf(above));
          expect(distance).toBe(Math.min(...ways));
        }
      }),
    );
  });

  test('the lowest common ancestor has nothing common beneath it, and of those the least height', () => {
    fc.assert(
      fc.property(pairs, ({ hierarchy, a, b }) => {
        const lowest = lowestCommonAncestor(hierarchy, a, b) as number;
        const common = Array.from(hierarchy.order).filter(
          (node) => isAtOrAbove(hierarchy, node, a) && isAtOrAbove(hierarchy, node, b),
        );
        expect(common).toContain(lowest);
        for (const other of common) {
          if (other === lowest) continue;
          expect(isAtOrAbove(hierarchy, lowest, other)).toBe(false);
          const lower = common.some((node) => node !== other && isAtOrAbove(hierarchy, other, node));
          if (!lower) {
            expect(hierarchy.height[lowest]).toBeLessThanOrEqual(hierarchy.height[other] as number);
          }
        }
        expect(hierarchy.height[lowestCommonAncestor(hierarchy, b, a) as number]).toBe(
          hierarchy.height[lowest],
        );
        expect(lowestCommonAncestor(hierarchy, a, a)).toBe(a);
      }),
    );
  });

  test('a guess costs nothing when right, else the height of the lowest common ancestor', () => {
    fc.assert(
      fc.property(pairs, ({ hierarchy, a, b }) => {
        const cost = hierarchicalCost(hierarchy, a, b);
        expect(cost).toBe(a === b ? 0 : hierarchy.height[lowestCommonAncestor(hierarchy, a, b) as number]);
        expect(hierarchicalCosts(hierarchy, [a, b, a])).toEqual(
          Int32Array.of(0, cost, 0, cost, 0, cost, 0, cost, 0),
        );
      }),
    );
  });
});

describe('what is no hierarchy is refused', () => {
  const link = (child: string, parent: string): SynsetLink => ({ child, parent, kind: 'hyponym' });
  const synsets = [{ id: 'a' }, { id: 'b' }, { id: 'c' }];

  test.each([
    ['a circle', [link('a', 'b'), link('b', 'c'), link('c', 'a')], /circle/],
    ['an unknown synset', [link('a', 'd')], /names d/],
    ['a link twice', [link('a', 'b'), link('a', 'b')], /twice/],
  ])('%s', (_, links, message) => {
    expect(() => buildHierarchy(synsets, links)).toThrow(message);
  });

  test('a synset twice', () => {
    expect(() => buildHierarchy([...synsets, { id: 'a' }], [])).toThrow(/twice/);
  });

  test('a cost between two roots', () => {
    expect(() => hierarchicalCost(buildHierarchy(synsets, []), 0, 1)).toThrow(/roots/);
  });

  test('an id that is not there', () => {
    expect(() => nodeOf(buildHierarchy(synsets, []), 'n1')).toThrow(
      expect.objectContaining({ code: 'unknown-synset', kind: 'not-found' }),
    );
  });
});
