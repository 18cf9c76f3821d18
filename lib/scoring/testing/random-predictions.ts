import { seededRandom } from '#lib/core/random';
import { emptyPredictions, type Predictions, recordAnswer } from '../predictions/predictions.ts';

/** Predictions of a model that guesses by a seed, with few levels of score so that ties occur, and a truth. */
export function randomPredictions(
  seed: number | string,
  images: number,
  classes: number,
  levels = 1_000,
): { predictions: Predictions; truth: Int32Array; rows: Float32Array[] } {
  const random = seededRandom(seed);
  const truth = Int32Array.from({ length: images }, () => random.below(Math.max(2, classes)));
  const predictions = emptyPredictions(images, classes, { truthScores: classes > 1 });
  const columns = Int32Array.from({ length: classes }, (_, i) => i);
  const rows = Array.from({ length: images }, (_, image) => {
    const raw = Float32Array.from({ length: classes }, () => (1 + random.below(levels)) / levels);
    const sum = classes === 1 ? 1 : raw.reduce((total, value) => total + value, 0);
    const row = raw.map((value) => value / sum);
    recordAnswer(predictions, image, row, columns, classes > 1 ? (truth[image] as number) : null);
    return row;
  });
  return { predictions, truth, rows };
}
