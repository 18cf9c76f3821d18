import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exactMcNemar } from './mcnemar.ts';

describe('exactMcNemar', () => {
  it('has the values of the binomial table', () => {
    // 2 P(X <= k) of Binomial(n, 1/2), from Pascal's triangle.
    const table: [onlyFirst: number, onlySecond: number, p: number][] = [
      [0, 0, 1],
      [0, 1, 1],
      [0, 5, 2 / 32],
      [0, 6, 2 / 64],
      [1, 9, (2 * 11) / 1024],
      [3, 12, (2 * (1 + 15 + 105 + 455)) / 32_768],
      [5, 5, 1],
      [7, 8, 1],
    ];
    for (const [first, second, p] of table) expect(exactMcNemar(first, second)).toBeCloseTo(p, 14);
  });

  it('has the published value of a table of 121 and 59 discordant pairs', () => {
    // Edwards (1948) and textbooks after him print the table 101, 121 / 59, 33: chi-square 21.35 with one degree of freedom.
    const p = exactMcNemar(121, 59);
    expect(p).toBeGreaterThan(3e-6);
    expect(p).toBeLessThan(6e-6);
  });

  it('is the sum over all outcomes that are as far from even, counted in whole numbers', () => {
    const small = fc.integer({ min: 0, max: 40 });
    fc.assert(
      fc.property(small, small, (first, second) => {
        const n = first + second;
        let choose = 1n;
        let tail = 0n;
        for (let k = 0; k <= n; k++) {
          if (Math.abs(2 * k - n) >= Math.abs(first - second)) tail += choose;
          choose = (choose * BigInt(n - k)) / BigInt(k + 1);
        }
        expect(exactMcNemar(first, second)).toBeCloseTo(Number(tail) / 2 ** n, 12);
      }),
    );
  });

  it('is the same whoever is first, from 0 to 1, and falls as the difference grows', () => {
    const count = fc.integer({ min: 0, max: 30_000 });
    fc.assert(
      fc.property(count, count, (first, second) => {
        const p = exactMcNemar(first, second);
        expect(p).toBe(exactMcNemar(second, first));
        expect(p).toBeGreaterThanOrEqual(0);
        expect(p).toBeLessThanOrEqual(1);
        if (first < second) expect(exactMcNemar(first, second + 1)).toBeLessThanOrEqual(p * (1 + 1e-9));
      }),
    );
  });

  it('stays exact where the tail is far below what a sum from 0 would reach', () => {
    expect(Math.log(exactMcNemar(0, 1000))).toBeCloseTo(-999 * Math.LN2, 8);
    expect(exactMcNemar(10_000, 15_000)).toBeLessThan(1e-200);
    expect(exactMcNemar(0, 5000)).toBe(0);
  });
});
