import { AppError } from '#lib/core/errors';
import { GUESSES } from '../predictions/predictions.ts';

/** Flat and hierarchical error for 1 to 5 guesses an image. */
export interface GuessErrors {
  images: number;
  guesses: number[];
  flatError: number[];
  /** Mean cost, null without costs. */
  hierarchicalError: number[] | null;
}

/**
 * What guesses cost for one image, for 1 to 5 of them: the least cost among the first n; what is missing costs the most
 * that the class can cost. `costs` are n x n in rows of the guess.
 */
export function guessCosts(
  guesses: ArrayLike<number>,
  truth: number,
  costs: Int32Array,
  classes: number,
): number[] {
  let least = Number.POSITIVE_INFINITY;
  return Array.from({ length: GUESSES }, (_, i) => {
    const guess = guesses[i];
    if (guess !== undefined && guess >= 0) least = Math.min(least, costs[guess * classes + truth] as number);
    return Number.isFinite(least) ? least : greatestCost(truth, costs, classes);
  });
}

function greatestCost(truth: number, costs: Int32Array, classes: number): number {
  let greatest = 0;
  for (let guess = 0; guess < classes; guess++) {
    greatest = Math.max(greatest, costs[guess * classes + truth] as number);
  }
  return greatest;
}

/**
 * ILSVRC's two errors (Russakovsky et al. 2015): the error of an image is the least cost among its guesses, which is 0 or
 * 1 for the flat error and `costs` for the hierarchical one. Guesses past the fifth are ignored.
 *
 * Class numbers count from 0. Throws AppError `predictions-rows` where there are not as many predictions as truths,
 * `predictions-class` where a number is not a class.
 */
export function computeGuessErrors(
  predictions: readonly (readonly number[])[],
  truth: readonly number[],
  classes: number,
  costs: Int32Array | null,
): GuessErrors {
  if (predictions.length !== truth.length || truth.length === 0) {
    throw new AppError(
      'invalid',
      'predictions-rows',
      `There are ${predictions.length} lines of predictions and ${truth.length} of truth; each image needs one of each, in the same order.`,
    );
  }
  const flat = new Array<number>(GUESSES).fill(0);
  const hierarchical = new Array<number>(GUESSES).fill(0);
  for (const [image, actual] of truth.entries()) {
    const guesses = (predictions[image] as readonly number[]).slice(0, GUESSES);
    const stranger = [...guesses, actual].find(
      (number) => !(Number.isInteger(number) && number >= 0 && number < classes),
    );
    if (stranger !== undefined) {
      throw new AppError(
        'invalid',
        'predictions-class',
        `Line ${image + 1} of the ${stranger === actual ? 'truth' : 'predictions'} names class ${stranger + 1}; classes are numbered 1 to ${classes}, as the classes file has them.`,
      );
    }
    const found = guesses.indexOf(actual);
    const cost = costs ? guessCosts(guesses, actual, costs, classes) : null;
    for (let n = 0; n < GUESSES; n++) {
      if (found === -1 || found > n) flat[n] = (flat[n] as number) + 1;
      if (cost) hierarchical[n] = (hierarchical[n] as number) + (cost[n] as number);
    }
  }
  const mean = (sums: number[]) => sums.map((sum) => sum / truth.length);
  return {
    images: truth.length,
    guesses: Array.from({ length: GUESSES }, (_, n) => n + 1),
    flatError: mean(flat),
    hierarchicalError: costs ? mean(hierarchical) : null,
  };
}
