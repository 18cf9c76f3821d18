import { expect, test } from 'vitest';
import { yearScale } from './year-scale';

test('a year stands within the axis, one alone in its middle, and at most eight are named', () => {
  expect(yearScale([2027])).toMatchObject({ ticks: [{ value: 2027, place: 0.5 }] });
  const { place, ticks } = yearScale([2010, 2012, 2017]);
  expect(place(2010)).toBeGreaterThan(0);
  expect(place(2017)).toBeLessThan(1);
  expect(ticks.map(({ value }) => value)).toEqual([2010, 2011, 2012, 2013, 2014, 2015, 2016, 2017]);
  expect(yearScale([1990, 2026]).ticks.length).toBeLessThanOrEqual(8);
});
