import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type CostedValue, paretoFront } from './leaderboard-front.ts';

const row = fc.record({ cost: fc.integer({ min: 1, max: 9 }), value: fc.integer({ min: 0, max: 9 }) });

it('is of those that none beats, whichever way the metric goes', () => {
  fc.assert(
    fc.property(fc.array(row), fc.boolean(), (rows, lessIsBetter) => {
      const asGood = (a: number, b: number) => (lessIsBetter ? a <= b : a >= b);
      const beats = (a: CostedValue, b: CostedValue) =>
        a.cost <= b.cost && asGood(a.value, b.value) && (a.cost < b.cost || a.value !== b.value);
      const front = paretoFront(rows, lessIsBetter);
      expect(new Set(front)).toEqual(
        new Set(rows.filter((each) => !rows.some((other) => beats(other, each)))),
      );
      expect(front.map(({ cost }) => cost)).toEqual(front.map(({ cost }) => cost).sort((a, b) => a - b));
    }),
  );
});
