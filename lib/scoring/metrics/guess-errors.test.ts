import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { computeGuessErrors } from './guess-errors.ts';

// Three classes, rows of the guess: 0 and 1 are close, 2 is far from both.
const costs = Int32Array.from([0, 1, 5, 1, 0, 5, 5, 5, 0]);

describe('flat and hierarchical error', () => {
  test('take the least cost among the first n guesses', () => {
    const errors = computeGuessErrors([[2, 1, 0], [1]], [0, 1], 3, costs);
    expect(errors.guesses).toEqual([1, 2, 3, 4, 5]);
    expect(errors.flatError).toEqual([0.5, 0.5, 0, 0, 0]);
    expect(errors.hierarchicalError).toEqual([2.5, 0.5, 0, 0, 0]);
  });

  test('a missing guess costs the most that the class can cost', () => {
    expect(computeGuessErrors([[]], [2], 3, costs).hierarchicalError).toEqual([5, 5, 5, 5, 5]);
    expect(computeGuessErrors([[]], [2], 3, null)).toMatchObject({
      flatError: [1, 1, 1, 1, 1],
      hierarchicalError: null,
    });
  });

  test('guesses past the fifth are ignored', () => {
    expect(computeGuessErrors([[1, 1, 1, 1, 1, 0]], [0], 3, costs).flatError).toEqual([1, 1, 1, 1, 1]);
  });

  test('never rise with more guesses', () => {
    const guess = fc.array(fc.nat(2), { maxLength: 7 });
    const images = fc.array(fc.tuple(guess, fc.nat(2)), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(images, (drawn) => {
        const errors = computeGuessErrors(
          drawn.map(([guesses]) => guesses),
          drawn.map(([, truth]) => truth),
          3,
          costs,
        );
        for (const column of [errors.flatError, errors.hierarchicalError as number[]]) {
          for (let n = 1; n < 5; n++) expect(column[n]).toBeLessThanOrEqual(column[n - 1] as number);
        }
      }),
    );
  });

  test('refuse other numbers of lines, and classes that are not there', () => {
    expect(() => computeGuessErrors([[0]], [0, 1], 3, costs)).toThrow(
      expect.objectContaining({ code: 'predictions-rows' }),
    );
    expect(() => computeGuessErrors([[3]], [0], 3, costs)).toThrow(
      /Line 1 of the predictions names class 4; classes are numbered 1 to 3/,
    );
    expect(() => computeGuessErrors([[0]], [3], 3, costs)).toThrow(/Line 1 of the truth names class 4/);
  });
});
