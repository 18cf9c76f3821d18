import { emptyPredictions, type Predictions } from './predictions.ts';

/** Predictions for some of a split's images: `positions[i]` is where image `i` of the part stands in the split. */
export interface PredictionsPart {
  positions: readonly number[];
  predictions: Predictions;
}

/** Takes parts one after another, so that no two have to be in memory. */
export interface PredictionsMerge {
  /** Throws an Error where an image is not there or comes twice, or the part is of another challenge. */
  add(part: PredictionsPart): void;
  /** The whole. Throws an Error where an image is lacking. */
  finish(): Predictions;
}

/** Begins to put the predictions of a split's `count` images together; scores of all classes are not taken over. */
export function startMerge(count: number): PredictionsMerge {
  const seen = new Uint8Array(count);
  let whole: Predictions | null = null;

  const add = ({ positions, predictions }: PredictionsPart) => {
    const { classes, guesses, truthScores } = predictions;
    whole ??= emptyPredictions(count, classes, { truthScores: truthScores !== null });
    if (predictions.count !== positions.length || classes !== whole.classes) {
      throw new Error('A part is of another challenge, or has other images than it says');
    }
    whole.probabilities &&= predictions.probabilities;
    if (!truthScores) whole.truthScores = null;
    for (const [i, position] of positions.entries()) {
      if (seen[position] !== 0) throw new Error(`Image ${position} of ${count} is not there or comes twice`);
      seen[position] = 1;
      whole.top.set(predictions.top.subarray(i * guesses, (i + 1) * guesses), position * guesses);
      whole.scores.set(predictions.scores.subarray(i * guesses, (i + 1) * guesses), position * guesses);
      whole.tied[position] = predictions.tied[i] as number;
      whole.sums[position] = predictions.sums[i] as number;
      if (whole.truthScores) whole.truthScores[position] = truthScores?.[i] as number;
    }
  };
  const finish = () => {
    if (!whole) throw new Error('There are no parts to merge');
    const lacking = seen.indexOf(0);
    if (lacking !== -1) throw new Error(`No part has image ${lacking} of ${count}`);
    return whole;
  };
  return { add, finish };
}

/** The predictions of the whole split out of parts, whatever their order. Throws as `PredictionsMerge`. */
export function mergePredictions(count: number, parts: readonly PredictionsPart[]): Predictions {
  const merge = startMerge(count);
  for (const part of parts) merge.add(part);
  return merge.finish();
}
