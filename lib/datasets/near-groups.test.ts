import fc from 'fast-check';
import { expect, test } from 'vitest';
import { groupsOf } from './near-groups.ts';

test('groups are what hangs together by pairs', () => {
  expect(groupsOf(new Int32Array())).toEqual({
    members: new Int32Array(),
    groups: new Int32Array(),
    count: 0,
  });
  expect(groupsOf(Int32Array.of(5, 9, 1, 2, 9, 4))).toEqual({
    members: Int32Array.of(1, 2, 4, 5, 9),
    groups: Int32Array.of(0, 0, 1, 1, 1),
    count: 2,
  });
});

test('two are in one group exactly where a way of pairs leads from one to the other', () => {
  const pair = fc.tuple(fc.nat(30), fc.nat(30)).filter(([one, other]) => one !== other);
  fc.assert(
    fc.property(fc.array(pair, { maxLength: 40 }), (pairs) => {
      const { members, groups, count } = groupsOf(Int32Array.from(pairs.flat()));
      const reach = (start: number) => {
        const reached = new Set([start]);
        for (let size = 0; size !== reached.size; ) {
          size = reached.size;
          for (const [one, other] of pairs) {
            if (reached.has(one)) reached.add(other);
            if (reached.has(other)) reached.add(one);
          }
        }
        return reached;
      };
      for (const [at, member] of members.entries()) {
        const together = new Set(members.filter((_, other) => groups[other] === groups[at]));
        expect(together).toEqual(reach(member));
      }
      expect([...members]).toEqual([...new Set(pairs.flat())].sort((a, b) => a - b));
      expect(new Set(groups).size).toBe(count);
    }),
  );
});
