import { describe, expect, test } from 'vitest';
import { findDisagreements } from './disagreement.ts';

const find = (labels: number[], ...models: number[][]) =>
  findDisagreements(
    Int32Array.from(labels),
    models.map((guesses) => Int32Array.from(guesses)),
  );

describe('where models agree against the label', () => {
  test('two thirds must say the same', () => {
    expect(find([0, 0, 0, 0], [1, 1, 1, 0], [1, 1, 2, 0], [1, 0, 0, 0])).toEqual([
      { place: 0, guess: 1, models: 3 },
      { place: 1, guess: 1, models: 2 },
    ]);
    const five = [[1], [1], [1], [0], [0]];
    expect(find([0], ...five)).toEqual([]);
    expect(find([0], ...five.slice(0, 4), [1])).toEqual([{ place: 0, guess: 1, models: 4 }]);
  });

  test('one model alone agrees with nobody', () => {
    expect(find([0], [1])).toEqual([]);
    expect(find([0])).toEqual([]);
  });

  test('a label that is no class, and no guess, count for nothing', () => {
    expect(find([-1, 0], [1, -1], [1, -1])).toEqual([]);
  });

  test('who is right is never found, whatever the others say', () => {
    expect(find([1, 1], [1, 0], [1, 1], [1, 1])).toEqual([]);
  });
});
