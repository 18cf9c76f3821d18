import type { Predictions } from '../predictions/predictions.ts';
import { type BootstrapOptions, bootstrapIntervals, type Interval } from './bootstrap.ts';
import { expectedCalibrationError, logLossOf } from './calibration.ts';
import { type Confusion, mostConfused } from './confusions.ts';
import { guessCosts } from './guess-errors.ts';

/** How a model did on one class; shares are null where the split has no image of it. */
export interface ClassScore {
  class: string;
  images: number;
  top1: number | null;
  top5: number | null;
}

/** How a model did on a challenge of several classes. Shares are of 1. */
export interface RankingMetrics {
  kind: 'ranking';
  images: number;
  classes: number;
  top1: number;
  top5: number;
  top1Error: number;
  top5Error: number;
  /** Mean over classes that have images. */
  meanPerClass: number;
  /** Mean over images of the least cost among five guesses; null without costs. */
  hierarchicalError: number | null;
  /** Null where outputs are not probabilities, or the truth's was not kept. */
  logLoss: number | null;
  calibrationError: number | null;
  /** Images whose guesses equal scores decided. */
  ties: number;
  /** 95 % intervals by metric. */
  confidence: Record<string, Interval>;
  perClass: ClassScore[];
  confusions: Confusion[];
}

const CONFUSIONS_KEPT = 50;

/** What each image contributes. */
interface ImageScores {
  top1: Float64Array;
  top5: Float64Array;
  cost: Float64Array | null;
  logLoss: Float64Array | null;
}

/** The probability that image `i` gave its truth, among the challenge's classes; NaN where it was not kept. */
function probabilityOfTruth(predictions: Predictions, i: number, truth: number): number {
  const { guesses, top, scores, sums, truthScores } = predictions;
  const sum = sums[i] as number;
  if (truthScores) return sum === 0 ? 0 : (truthScores[i] as number) / sum;
  for (let k = i * guesses; k < (i + 1) * guesses; k++) {
    if (top[k] === truth) return sum === 0 ? 0 : (scores[k] as number) / sum;
  }
  return Number.NaN;
}

function scoreImagesOnce(predictions: Predictions, truth: Int32Array, costs: Int32Array | null): ImageScores {
  const { count, classes, guesses, top, probabilities } = predictions;
  const top1 = new Float64Array(count);
  const top5 = new Float64Array(count);
  const cost = costs && new Float64Array(count);
  const logLoss = probabilities ? new Float64Array(count) : null;
  for (let i = 0; i < count; i++) {
    const actual = truth[i] as number;
    const guessed = top.subarray(i * guesses, (i + 1) * guesses);
    const place = guessed.indexOf(actual);
    top1[i] = place === 0 ? 1 : 0;
    top5[i] = place >= 0 ? 1 : 0;
    if (cost && costs) cost[i] = guessCosts(guessed, actual, costs, classes).at(-1) as number;
    if (logLoss) logLoss[i] = logLossOf(probabilityOfTruth(predictions, i, actual));
  }
  return { top1, top5, cost, logLoss: logLoss?.some(Number.isNaN) ? null : logLoss };
}

function calibrationError(predictions: Predictions, top1: Float64Array): number {
  const { count, guesses, scores, sums } = predictions;
  const images = Array.from({ length: count }, (_, i) => {
    const sum = sums[i] as number;
    return { confidence: sum === 0 ? 0 : (scores[i * guesses] as number) / sum, right: top1[i] === 1 };
  });
  return expectedCalibrationError(images);
}

/** Mean over classes of the share of their images that are right, each image counted `weights` times. */
function meanPerClass(
  right: Float64Array,
  truth: Int32Array,
  classes: number,
  weights?: Uint16Array,
): number {
  const rights = new Float64Array(classes);
  const images = new Float64Array(classes);
  for (let i = 0; i < truth.length; i++) {
    const number = truth[i] as number;
    const weight = weights ? (weights[i] as number) : 1;
    images[number] = (images[number] as number) + weight;
    rights[number] = (rights[number] as number) + weight * (right[i] as number);
  }
  let sum = 0;
  let present = 0;
  for (let number = 0; number < classes; number++) {
    if (images[number] === 0) continue;
    sum += (rights[number] as number) / (images[number] as number);
    present++;
  }
  return sum / present;
}

const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;

function weightedMean(values: Float64Array, weights: Uint16Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += (values[i] as number) * (weights[i] as number);
  return sum / values.length;
}

function scoreClasses(scores: ImageScores, truth: Int32Array, classes: readonly string[]): ClassScore[] {
  const table = classes.map(() => ({ images: 0, top1: 0, top5: 0 }));
  for (let i = 0; i < truth.length; i++) {
    const row = table[truth[i] as number];
    if (!row) continue;
    row.images++;
    row.top1 += scores.top1[i] as number;
    row.top5 += scores.top5[i] as number;
  }
  return table.map(({ images, top1, top5 }, number) => ({
    class: classes[number] as string,
    images,
    top1: images ? top1 / images : null,
    top5: images ? top5 / images : null,
  }));
}

/** Misses by images, not 1 less the hits: the error of 12 in 36 is 12 / 36 to the last digit. */
function shareOfMisses(hits: Float64Array): number {
  return hits.reduce((misses, hit) => misses + (1 - hit), 0) / hits.length;
}

/** Metrics of a challenge of several classes; see `computeMetrics`. */
export function computeRankingMetrics(
  predictions: Predictions,
  truth: Int32Array,
  classes: readonly string[],
  costs: Int32Array | null,
  bootstrap: BootstrapOptions,
): RankingMetrics {
  const { count, guesses, top } = predictions;
  const scores = scoreImagesOnce(predictions, truth, costs);
  const { top1, top5, cost, logLoss } = scores;
  const confidence: Record<string, Interval> = {};
  const images: [name: string, values: Float64Array][] = [
    ['top1', top1],
    ['top5', top5],
  ];
  if (cost) images.push(['hierarchicalError', cost]);
  if (logLoss) images.push(['logLoss', logLoss]);
  const intervals = bootstrapIntervals(count, bootstrap, (drawn) => [
    ...images.map(([, values]) => weightedMean(values, drawn)),
    meanPerClass(top1, truth, classes.length, drawn),
  ]);
  for (const [i, name] of [...images.map(([metric]) => metric), 'meanPerClass'].entries()) {
    const interval = intervals[i];
    if (!interval) continue;
    confidence[name] = interval;
    if (name === 'top1' || name === 'top5') confidence[`${name}Error`] = [1 - interval[1], 1 - interval[0]];
  }
  const best = Int32Array.from({ length: count }, (_, i) => top[i * guesses] as number);
  return {
    kind: 'ranking',
    images: count,
    classes: classes.length,
    top1: mean(top1),
    top5: mean(top5),
    top1Error: shareOfMisses(top1),
    top5Error: shareOfMisses(top5),
    meanPerClass: meanPerClass(top1, truth, classes.length),
    hierarchicalError: cost && mean(cost),
    logLoss: logLoss && mean(logLoss),
    calibrationError: predictions.probabilities ? calibrationError(predictions, top1) : null,
    ties: predictions.tied.reduce((sum, tied) => sum + tied, 0),
    confidence,
    perClass: scoreClasses(scores, truth, classes),
    confusions: mostConfused(best, truth, classes, CONFUSIONS_KEPT),
  };
}
