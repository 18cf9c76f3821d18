import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '#lib/core/random';
import {
  chanceRight,
  decideByTable,
  estimateVerifyTable,
  verifyTableOf,
  type YesNo,
} from './verify-table.ts';

/** The two nouns that Deng et al. print. */
function printed(chances: readonly number[]) {
  const cells = [
    [0, 1],
    [1, 0],
    [1, 1],
    [2, 0],
    [0, 2],
    [3, 0],
    [2, 1],
  ] as const;
  return verifyTableOf(
    3,
    cells.map(([yes, no], i) => ({ yes, no, chance: chances[i] as number })),
  );
}
const cat = printed([0.07, 0.85, 0.46, 0.97, 0.02, 0.99, 0.85]);
const burmeseCat = printed([0.23, 0.69, 0.49, 0.83, 0.12, 0.9, 0.68]);

describe("ImageNet's table", () => {
  it('settles a cat by two votes where a Burmese cat needs more', () => {
    expect(decideByTable(cat, { yes: 2, no: 0 }, 0.95)).toEqual({ answer: 'yes', confidence: 0.97 });
    expect(decideByTable(cat, { yes: 0, no: 2 }, 0.95)).toEqual({ answer: 'no', confidence: 0.98 });
    expect(decideByTable(cat, { yes: 1, no: 0 }, 0.95)).toBeNull();
    for (const votes of [
      { yes: 2, no: 0 },
      { yes: 3, no: 0 },
      { yes: 0, no: 2 },
    ]) {
      expect(decideByTable(burmeseCat, votes, 0.95)).toBeNull();
    }
    expect(decideByTable(burmeseCat, { yes: 3, no: 0 }, 0.9)?.answer).toBe('yes');
  });

  it.each([
    ['cat', cat, 1],
    ['Burmese cat', burmeseCat, 3],
  ] as const)('wants of a %s as many yes at .85 as the paper says', (_, table, needed) => {
    const run = [1, 2, 3].find((yes) => decideByTable(table, { yes, no: 0 }, 0.85));
    expect(run).toBe(needed);
  });

  it('leaves one yes and one no open for both', () => {
    for (const table of [cat, burmeseCat]) expect(decideByTable(table, { yes: 1, no: 1 }, 0.7)).toBeNull();
  });

  it('says nothing of what it does not know', () => {
    expect(decideByTable(cat, { yes: 1, no: 2 }, 0.5)).toBeNull();
    expect(decideByTable(cat, { yes: 4, no: 0 }, 0.5)).toBeNull();
    expect(() => verifyTableOf(1, [{ yes: 2, no: 0, chance: 0.9 }])).toThrow(RangeError);
  });
});

describe('a table from a sample', () => {
  const image = fc
    .record({ yes: fc.nat(8), no: fc.nat(8) })
    .filter(({ yes, no }) => yes + no >= 10 && yes + no <= 12);

  /** Every way to draw three votes out of an image's, one by one. */
  function countDraws({ yes, no }: YesNo, wanted: YesNo): number {
    const votes = [...Array<boolean>(yes).fill(true), ...Array<boolean>(no).fill(false)];
    const size = wanted.yes + wanted.no;
    const draws = (from: number, left: number): boolean[][] =>
      left === 0
        ? [[]]
        : votes
            .slice(from)
            .flatMap((vote, i) => draws(from + i + 1, left - 1).map((rest) => [vote, ...rest]));
    const all = draws(0, size);
    return all.filter((draw) => draw.filter(Boolean).length === wanted.yes).length / all.length;
  }

  it('is the share of right images among all draws of so many votes', () => {
    fc.assert(
      fc.property(fc.array(image, { maxLength: 4 }), (sample) => {
        const table = estimateVerifyTable(sample);
        for (const votes of [
          { yes: 2, no: 0 },
          { yes: 1, no: 2 },
        ]) {
          const shares = sample.map((one) => countDraws(one, votes));
          const right = sample.map(
            ({ yes, no }, i) => (Math.sign(yes - no) + 1) * 0.5 * (shares[i] as number),
          );
          const sum = (of: number[]) => of.reduce((total, share) => total + share, 0);
          expect(chanceRight(table, votes)).toBeCloseTo((sum(right) + 0.5) / (sum(shares) + 1), 10);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('promises nothing without a sample', () => {
    expect(chanceRight(estimateVerifyTable([]), { yes: 3, no: 0 })).toBe(0.5);
    expect(chanceRight(estimateVerifyTable([{ yes: 9, no: 0 }]), { yes: 3, no: 0 })).toBe(0.5);
  });

  it('needs fewer votes for a noun that people tell easily', () => {
    const random = seededRandom(1);
    const sampleOf = (skill: number) =>
      Array.from({ length: 300 }, (_, i) => {
        const isRight = i % 2 === 0;
        const yes = Array.from({ length: 11 }, () => random.next() < skill === isRight).filter(
          Boolean,
        ).length;
        return { yes, no: 11 - yes };
      });
    const easy = estimateVerifyTable(sampleOf(0.95));
    const hard = estimateVerifyTable(sampleOf(0.7));
    const needed = (table: typeof easy) =>
      Array.from({ length: 10 }, (_, i) => i + 1).find((yes) => decideByTable(table, { yes, no: 0 }, 0.95));
    expect(needed(easy)).toBe(2);
    expect(needed(hard)).toBeGreaterThan(2);
    // Two yes of people who are right by .95, of images right by half.
    expect(chanceRight(easy, { yes: 2, no: 0 })).toBeCloseTo(0.95 ** 2 / (0.95 ** 2 + 0.05 ** 2), 1);
  });
});
