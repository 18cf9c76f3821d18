import { expect, it } from 'vitest';
import { gridMove } from './grid-move';

it('arrows move by rows and stop at the edges of the page', () => {
  expect(gridMove('ArrowDown', 1, 24, 8)).toBe(9);
  expect(gridMove('ArrowUp', 9, 24, 8)).toBe(1);
  expect(gridMove('ArrowUp', 7, 24, 8)).toBeUndefined();
  expect(gridMove('ArrowDown', 5, 6, 4)).toBeUndefined();
  expect(gridMove('ArrowLeft', 8, 24, 8)).toBe(7);
  expect(gridMove('ArrowRight', 23, 24, 8)).toBeUndefined();
  expect(gridMove('End', 0, 24, 8)).toBe(23);
  expect(gridMove('a', 0, 24, 8)).toBeUndefined();
});
