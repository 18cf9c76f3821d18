import { describe, expect, test } from 'vitest';
import { seededRandom } from '#lib/core/random';
import { forecastVotes, type PlayedUnit } from './forecast.ts';

const times = <T>(count: number, item: T): T[] => Array.from({ length: count }, () => item);
const decided = (votes: number): PlayedUnit => ({ votes, decided: true });

describe('by majority', () => {
  test('it is known how many votes are left', () => {
    expect(forecastVotes({ played: [], open: [0, 0, 2], openUnits: 3, most: 3, fixed: true })).toEqual({
      votes: 7,
      low: 7,
      high: 7,
    });
  });

  test('a sample of the open units leaves an interval', () => {
    const open = [...times(50, 0), ...times(50, 2)];
    const { votes, low, high } = forecastVotes({ played: [], open, openUnits: 1000, most: 3, fixed: true });
    expect(votes).toBe(2000);
    expect(low).toBeGreaterThan(1600);
    expect(low).toBeLessThan(2000);
    expect(high).toBeLessThan(2400);
    expect(high).toBeGreaterThan(2000);
  });
});

describe('with a target', () => {
  test('nothing is open', () => {
    const played = times(30, decided(2));
    expect(forecastVotes({ played, open: [], openUnits: 0, most: 7, fixed: false })).toEqual({
      votes: 0,
      low: 0,
      high: 0,
    });
  });

  test('before units are decided only the bounds are known', () => {
    const played = times(19, decided(2));
    expect(forecastVotes({ played, open: [0, 1, 3], openUnits: 3, most: 7, fixed: false })).toEqual({
      votes: null,
      low: 2 + 1 + 1,
      high: 7 + 6 + 4,
    });
  });

  test('where every unit takes two votes, the others will', () => {
    const played = times(500, decided(2));
    const { votes } = forecastVotes({ played, open: times(100, 0), openUnits: 100, most: 7, fixed: false });
    expect(votes).toBe(200);
  });

  test('units that are still open after many votes are known to be hard', () => {
    const played = [
      ...times(100, decided(2)),
      ...times(10, decided(7)),
      ...times(10, { votes: 6, decided: false }),
    ];
    const left = (had: number) =>
      forecastVotes({ played, open: times(100, had), openUnits: 100, most: 7, fixed: false }).votes as number;
    // All that went past the third vote went on to the end.
    expect(left(3)).toBeGreaterThan(360);
    expect(left(0)).toBeLessThan(300);
    expect(left(6)).toBe(100);
  });

  test('the interval holds what comes about 19 times of 20', () => {
    const random = seededRandom('coverage');
    // Each vote from the second on decides with chance 0.6, the seventh always.
    const take = () => {
      for (let votes = 2; ; votes++) if (votes === 7 || random.next() < 0.6) return votes;
    };
    let held = 0;
    for (let trial = 0; trial < 200; trial++) {
      const played = Array.from({ length: 200 }, () => decided(take()));
      const { low, high } = forecastVotes({
        played,
        open: times(300, 0),
        openUnits: 300,
        most: 7,
        fixed: false,
      });
      const total = Array.from({ length: 300 }, take).reduce((sum, votes) => sum + votes, 0);
      if (low <= total && total <= high) held++;
    }
    expect(held).toBeGreaterThan(178);
    expect(held).toBeLessThanOrEqual(200);
  });
});
