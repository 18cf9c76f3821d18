import { expect, test } from 'vitest';
import { figuresOf, paceOf, weekStart } from './labeler-figures.ts';

const day = (day: string, votes = 10, milliseconds = 36_000) => ({ day, votes, milliseconds });

test('a week begins on Monday, in UTC', () => {
  expect(['2026-11-23', '2026-11-29', '2026-11-30', '2027-01-03'].map(weekStart)).toEqual([
    '2026-11-23',
    '2026-11-23',
    '2026-11-30',
    '2026-12-28',
  ]);
});

test('counts today, the week, and days in a row over the end of a month', () => {
  const days = ['2026-12-01', '2026-11-30', '2026-11-29', '2026-11-20'].map((each) => day(each));
  expect(figuresOf(days, '2026-12-01')).toEqual({
    today: 10,
    week: 20,
    pace: 1000,
    streak: 3,
    longestStreak: 3,
  });
});

test('a streak lasts while today is not over, and ends with a day left out', () => {
  const days = ['2026-11-22', '2026-11-21', '2026-11-20'].map((each) => day(each));
  expect(figuresOf(days, '2026-11-23')).toMatchObject({ today: 0, week: 0, streak: 3 });
  expect(figuresOf(days, '2026-11-24')).toMatchObject({ streak: 0, longestStreak: 3 });
  // A day whose votes were all taken back is none.
  expect(figuresOf([day('2026-11-23', 0, 0), ...days], '2026-11-24')).toMatchObject({ streak: 0 });
});

test('the pace is that of the last seven days with votes', () => {
  const old = day('2026-01-01', 1000, 1);
  const days = Array.from({ length: 7 }, (_, i) => day(`2026-11-1${i}`, 5, 60_000));
  expect(paceOf([old, ...days])).toBe(300);
  expect(paceOf([])).toBeNull();
});
