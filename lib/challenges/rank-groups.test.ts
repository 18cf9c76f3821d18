import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exactMcNemar } from '#lib/scoring/metrics/mcnemar';
import { rankGroups, SEPARATED_AT } from './rank-groups.ts';

/** As if every two differed on 100 images, by the difference of their numbers of images that are wrong. */
const pValue = (first: number, other: number) =>
  exactMcNemar(50 + Math.floor(Math.abs(other - first) / 2), 50 - Math.floor(Math.abs(other - first) / 2));

describe('rankGroups', () => {
  it('puts together who is not told from the first of the group', () => {
    // 50 - 50 to 59 - 41 is chance; 61 - 39 is not.
    expect(rankGroups([0, 4, 18, 22, 24, 60], pValue)).toEqual([1, 1, 1, 2, 2, 3]);
  });

  it('compares with the first, so that small steps do not make one group of all', () => {
    const steps = Array.from({ length: 12 }, (_, place) => 8 * place);
    expect(rankGroups(steps, pValue)).toEqual([1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4]);
  });

  it('has nothing to say of nobody and one group of one', () => {
    expect(rankGroups([], pValue)).toEqual([]);
    expect(rankGroups([7], pValue)).toEqual([1]);
  });

  it('numbers groups without a gap, each of who is not told from its first and followed by who is', () => {
    const ordered = fc.array(fc.integer({ min: 0, max: 100 })).map((rows) => rows.sort((a, b) => a - b));
    fc.assert(
      fc.property(ordered, (rows) => {
        const groups = rankGroups(rows, pValue);
        let first = 0;
        for (const [place, row] of rows.entries()) {
          const begins = place === 0 || groups[place] !== groups[place - 1];
          if (begins) {
            expect(groups[place]).toBe((groups[place - 1] ?? 0) + 1);
            if (place > 0) expect(pValue(first, row)).toBeLessThan(SEPARATED_AT);
            first = row;
          } else expect(pValue(first, row)).toBeGreaterThanOrEqual(SEPARATED_AT);
        }
      }),
    );
  });
});
