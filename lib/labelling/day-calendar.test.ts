import { expect, it } from 'vitest';
import { everyDay } from './day-calendar';

it('has every day up to today, across months and leap days, with zeros where nothing was done', () => {
  const days = [
    { day: '2028-02-29', votes: 7, milliseconds: 9000 },
    { day: '2028-01-01', votes: 5, milliseconds: 100 },
  ];
  expect(everyDay(days, '2028-03-01', 3)).toEqual([
    { day: '2028-02-28', votes: 0, milliseconds: 0 },
    { day: '2028-02-29', votes: 7, milliseconds: 9000 },
    { day: '2028-03-01', votes: 0, milliseconds: 0 },
  ]);
});
