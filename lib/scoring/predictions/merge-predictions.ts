import { emptyPredictions, type Predictions } from './predictions.ts';

/** Predictions for some of a split's images: `positions[i]` is where image `i` of the part stands in the split. */
export interface PredictionsPart {
  positions: readonly number[];
  predictions: Predictions;
}

/**
 * Puts the parts that shards made together into the predictions of the whole split, whatever their order; scores of all
 * classes are not taken over. Throws an
 * Error where an image is lacking, comes twice, or parts are not of one challenge: the shards were then not these.
 */
export function mergePredictions(count: number, parts: readonly PredictionsPart[]): Predictions {
  const [first] = parts;
  if (!first) throw new Error('There are no parts to merge');
  const { classes, guesses } = first.predictions;
  const truthScores = parts.every(({ predictions }) => predictions.truthScores !== null);
  const whole = emptyPredictions(count, classes, { truthScores });
  const seen = new Uint8Array(count);
  for (const { positions, predictions } of parts) {
    if (predictions.classes !== classes || predictions.count !== positions.length) {
      throw new Error('A part is of another challenge, or has other images than it says');
    }
    whole.probabilities &&= predictions.probabilities;
    for (const [i, position] of positions.entries()) {
      if (seen[position] !== 0) throw new Error(`Image ${position} of ${count} is not there or comes twice`);
      seen[position] = 1;
      whole.top.set(predictions.top.subarray(i * guesses, (i + 1) * guesses), position * guesses);
      whole.scores.set(predictions.scores.subarray(i * guesses, (i + 1) * guesses), position * guesses);
      whole.tied[position] = predictions.tied[i] as number;
      whole.sums[position] = predictions.sums[i] as number;
      if (whole.truthScores) whole.truthScores[position] = predictions.truthScores?.[i] ?? Number.NaN;
    }
  }
  const lacking = seen.indexOf(0);
  if (lacking !== -1) throw new Error(`No part has image ${lacking} of ${count}`);
  return whole;
}
