import { describe, expect, test } from 'vitest';
import { linearScale, logScale } from './plot-scale';

describe('a linear axis', () => {
  test.each([
    [
      [3, 17.2],
      [0, 5, 10, 15, 20],
    ],
    [[100], [0, 20, 40, 60, 80, 100]],
    [[0.3], [0, 0.1, 0.2, 0.3]],
    [[0], [0, 1]],
    [[], [0, 1]],
  ])('of %j has the ticks %j', (values, ticks) => {
    const scale = linearScale(values);
    expect(scale.ticks.map(({ value }) => value)).toEqual(ticks);
    expect(scale.place(0)).toBe(0);
    expect(scale.ticks.at(-1)?.place).toBe(1);
  });
});

describe('a logarithmic axis', () => {
  test.each([
    [
      [1e6, 1e10],
      [1e6, 1e7, 1e8, 1e9, 1e10],
    ],
    [
      [3e8, 4e9],
      [5e8, 1e9, 2e9, 5e9],
    ],
    [[5], [5]],
  ])('of %j has the ticks %j', (values, ticks) => {
    expect(logScale(values).ticks.map(({ value }) => value)).toEqual(ticks);
  });

  test('keeps every value inside, in order', () => {
    const values = [2, 30, 400, 5_000];
    const { place } = logScale(values);
    const places = values.map(place);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(Math.min(...places)).toBeGreaterThan(0);
    expect(Math.max(...places)).toBeLessThan(1);
  });
});
