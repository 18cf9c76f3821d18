import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addLogs, takeChances } from './log-chances.ts';

const log = fc.double({ min: -50, max: 50, noNaN: true });

it('adds chances by their logarithms, also those that are 0 or too small for a number', () => {
  fc.assert(
    fc.property(log, log, (a, b) => {
      expect(Math.exp(addLogs(a, b)) / (Math.exp(a) + Math.exp(b))).toBeCloseTo(1, 9);
    }),
  );
  expect(addLogs(Number.NEGATIVE_INFINITY, 3)).toBe(3);
  expect(addLogs(Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY)).toBe(Number.NEGATIVE_INFINITY);
  expect(addLogs(-5000, -5000)).toBeCloseTo(-5000 + Math.LN2, 9);
});

it('makes chances of sum 1 in the same proportion, however small all of them are', () => {
  const chances = Float64Array.of(-5000, -5000 + Math.log(3), Number.NEGATIVE_INFINITY);
  takeChances(chances);
  expect(chances[0]).toBeCloseTo(0.25, 12);
  expect(chances[1]).toBeCloseTo(0.75, 12);
  expect(chances[2]).toBe(0);
});
