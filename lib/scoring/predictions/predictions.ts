/** How many guesses an image has, as in ILSVRC. */
export const GUESSES = 5;

/**
 * What a model answered for `count` images, without any label. Class numbers are positions in the challenge's classes,
 * from 0. A challenge of one class has one guess an image, class 0, whose score says yes or no.
 */
export interface Predictions {
  count: number;
  /** Number of classes of the challenge. */
  classes: number;
  /** Guesses an image: 5, or fewer where there are fewer classes. */
  guesses: number;
  /** Class numbers, best first, `guesses` an image; -1 where the model had no more classes to guess. */
  top: Int32Array;
  /** Their scores as the model gave them, `guesses` an image. */
  scores: Float32Array;
  /** For each image 1 where equal scores decided which classes are guessed or in what order, else 0. */
  tied: Uint8Array;
  /** Sum of the scores of all the challenge's classes, an image. */
  sums: Float32Array;
  /** Score of the true class, an image, where the truth was known to whom collected the answers. */
  truthScores: Float32Array | null;
  /**
   * Scores of all classes, `classes` an image, until the truth is at hand (`withTruth`); kept where that was asked for
   * and every answer was a probability distribution, since only then a metric needs them.
   */
  all: Float32Array | null;
  /** Whether every answer was a probability distribution (or, of one output, a probability). */
  probabilities: boolean;
}

/** Predictions of nothing yet, for `count` images. */
export function emptyPredictions(
  count: number,
  classes: number,
  keep: { truthScores?: boolean; all?: boolean } = {},
): Predictions {
  const guesses = Math.min(GUESSES, classes);
  return {
    count,
    classes,
    guesses,
    top: new Int32Array(count * guesses).fill(-1),
    scores: new Float32Array(count * guesses).fill(Number.NaN),
    tied: new Uint8Array(count),
    sums: new Float32Array(count),
    truthScores: keep.truthScores ? new Float32Array(count) : null,
    all: keep.all ? new Float32Array(count * classes) : null,
    probabilities: true,
  };
}

/** How far from 1 the sum of a row may be for it to be probabilities in float16. */
const SUM_TOLERANCE = 5e-3;

/** Whether a row of outputs is a probability distribution; of one output, whether it is a probability. */
export function isDistribution(row: Float32Array): boolean {
  let sum = 0;
  for (const score of row) {
    if (score < 0 || score > 1) return false;
    sum += score;
  }
  return row.length === 1 || Math.abs(sum - 1) <= SUM_TOLERANCE;
}

/**
 * Writes the guesses for one image: the classes of highest score, equal scores by the lower class number. `row` are the
 * model's outputs, `columns` the output of each class, -1 where it has none.
 */
export function recordAnswer(
  into: Predictions,
  image: number,
  row: Float32Array,
  columns: Int32Array,
  truth: number | null,
): void {
  const { guesses, top, scores } = into;
  const start = image * guesses;
  let filled = 0;
  let sum = 0;
  let tied = false;
  let bestLeftOut = Number.NEGATIVE_INFINITY;
  for (let number = 0; number < columns.length; number++) {
    const column = columns[number] as number;
    if (column < 0) continue;
    const score = row[column] as number;
    sum += score;
    if (filled === guesses && !(score > (scores[start + filled - 1] as number))) {
      bestLeftOut = Math.max(bestLeftOut, score);
      continue;
    }
    if (filled === guesses) bestLeftOut = Math.max(bestLeftOut, scores[start + filled - 1] as number);
    else filled++;
    let place = start + filled - 1;
    while (place > start && score > (scores[place - 1] as number)) {
      scores[place] = scores[place - 1] as number;
      top[place] = top[place - 1] as number;
      place--;
    }
    scores[place] = score;
    top[place] = number;
  }
  for (let i = start + 1; i < start + filled; i++) tied ||= scores[i] === scores[i - 1];
  if (filled > 0) tied ||= scores[start + filled - 1] === bestLeftOut;
  into.tied[image] = tied ? 1 : 0;
  into.sums[image] = sum;
  if (into.truthScores) {
    const column = truth === null ? -1 : (columns[truth] ?? -1);
    into.truthScores[image] = column < 0 ? 0 : (row[column] as number);
  }
  into.probabilities &&= isDistribution(row);
  if (!into.probabilities) into.all = null;
  for (let number = 0; into.all && number < columns.length; number++) {
    const column = columns[number] as number;
    if (column >= 0) into.all[image * columns.length + number] = row[column] as number;
  }
}

/**
 * The same predictions with the score of the true class of each image in place of those of all classes, where they were
 * kept. `truth` are class numbers; -1 for an image that is of none.
 */
export function withTruth(predictions: Predictions, truth: Int32Array): Predictions {
  const { all, classes } = predictions;
  if (!all) return predictions;
  const truthScores = Float32Array.from(truth, (number, image) =>
    number < 0 ? 0 : (all[image * classes + number] as number),
  );
  return { ...predictions, all: null, truthScores };
}
