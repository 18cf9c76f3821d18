import fc from 'fast-check';
import { expect, it } from 'vitest';
import { dayText, timeScale } from './time-scale';

it('has its ticks at midnights in UTC, at most six, and all that is drawn between its ends', () => {
  const time = fc.integer({ min: Date.UTC(2010, 0), max: Date.UTC(2030, 0) });
  fc.assert(
    fc.property(time, fc.integer({ min: 0, max: 400 * 86_400_000 }), (from, span) => {
      const { place, ticks } = timeScale(from, from + span);
      expect(ticks.length).toBeGreaterThanOrEqual(2);
      expect(ticks.length).toBeLessThanOrEqual(6);
      for (const { value, place: at } of ticks) {
        expect(new Date(value).toISOString()).toMatch(/T00:00:00\.000Z$/);
        expect(at).toBeGreaterThanOrEqual(0);
        expect(at).toBeLessThanOrEqual(1);
      }
      for (const drawn of [from, from + span]) {
        expect(place(drawn)).toBeGreaterThanOrEqual(0);
        expect(place(drawn)).toBeLessThanOrEqual(1);
      }
    }),
  );
});

it('writes days', () => {
  expect(dayText(Date.UTC(2026, 2, 29))).toBe('2026-03-29');
});
