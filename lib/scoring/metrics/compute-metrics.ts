import { AppError } from '#lib/core/errors';
import type { Predictions } from '../predictions/predictions.ts';
import type { BootstrapOptions } from './bootstrap.ts';
import { computeRankingMetrics, type RankingMetrics } from './ranking-metrics.ts';
import { computeYesNoMetrics, type YesNoMetrics } from './yes-no-metrics.ts';

export type Metrics = RankingMetrics | YesNoMetrics;

export interface MetricsRequest {
  predictions: Predictions;
  /** Class number of each image from 0; for a challenge of one class 1 is yes and 0 is no. */
  truth: Int32Array;
  /** Classes in the challenge's order. */
  classes: readonly string[];
  /** What each class costs when guessed for another, n x n in rows of the guess (`hierarchicalCosts`). */
  costs?: Int32Array | null;
  /** Left out: 1,000 rounds of seed 1. */
  bootstrap?: BootstrapOptions;
}

/**
 * All metrics of a submission on a split, from its predictions and the truth. Pure: the same predictions give the same
 * digits, on whatever workers they were made.
 *
 * Throws AppError `metrics-mismatch` where predictions, truth and classes do not belong together.
 */
export function computeMetrics(request: MetricsRequest): Metrics {
  const { predictions, truth, classes, costs = null, bootstrap = { rounds: 1_000, seed: 1 } } = request;
  const highest = Math.max(2, classes.length);
  const stranger = truth.find((number) => number < 0 || number >= highest);
  if (
    predictions.count === 0 ||
    predictions.count !== truth.length ||
    predictions.classes !== classes.length ||
    stranger !== undefined ||
    (costs && costs.length !== classes.length ** 2)
  ) {
    throw new AppError(
      'invalid',
      'metrics-mismatch',
      `There are predictions for ${predictions.count} images of ${predictions.classes} classes, truths for ${truth.length} images${stranger === undefined ? '' : ` (one is class ${stranger})`}, and ${classes.length} classes; they must be of the same split.`,
    );
  }
  return classes.length === 1
    ? computeYesNoMetrics(predictions, truth, bootstrap)
    : computeRankingMetrics(predictions, truth, classes, costs, bootstrap);
}
