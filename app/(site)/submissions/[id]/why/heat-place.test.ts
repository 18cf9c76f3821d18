import { describe, expect, test } from 'vitest';
import { hottestPlace } from './heat-place.ts';

/** A map of zeros but for one cell. */
function map(rows: number, columns: number, hot?: number) {
  return { rows, columns, values: Array.from({ length: rows * columns }, (_, cell) => Number(cell === hot)) };
}

describe('the hottest place in words', () => {
  test.each([
    [map(3, 3, 0), 'the upper left'],
    [map(3, 3, 4), 'the middle'],
    [map(3, 3, 5), 'the middle right'],
    [map(14, 14, 13 * 14 + 7), 'the lower centre'],
    [map(1, 2, 1), 'the middle right'],
    [map(5, 5), null],
  ])('%#', (heat, place) => expect(hottestPlace(heat)).toBe(place));
});
