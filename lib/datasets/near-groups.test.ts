import fc from 'fast-check';
import { expect, test } from 'vitest';
import { groupsOf } from './near-groups.ts';

test('groups are what hangs together by pairs', () => {
  expect(groupsOf([])).toEqual(new Map());
  expect(
    groupsOf([
      [5, 9],
      [1, 2],
      [9, 4],
    ]),
  ).toEqual(
    new Map([
      [5, 0],
      [9, 0],
      [1, 1],
      [2, 1],
      [4, 0],
    ]),
  );
});

test('two are in one group exactly where a way of pairs leads from one to the other', () => {
  const pair = fc.tuple(fc.nat(30), fc.nat(30)).filter(([one, other]) => one !== other);
  fc.assert(
    fc.property(fc.array(pair, { maxLength: 40 }), (pairs) => {
      const groups = groupsOf(pairs);
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
      for (const [member, group] of groups) {
        const together = new Set([...groups].filter(([, number]) => number === group).map(([id]) => id));
        expect(together).toEqual(reach(member));
      }
      expect(groups.size).toBe(new Set(pairs.flat()).size);
    }),
  );
});
