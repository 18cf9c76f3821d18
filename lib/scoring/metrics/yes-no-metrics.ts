import type { Predictions } from '../predictions/predictions.ts';
import { type BootstrapOptions, bootstrapIntervals, type Interval } from './bootstrap.ts';
import { expectedCalibrationError, logLossOf } from './calibration.ts';
import { yesThreshold } from './right-images.ts';

/** How a model did on a challenge that asks yes or no. Shares are of 1. */
export interface YesNoMetrics {
  kind: 'yes-no';
  images: number;
  /** Images whose answer is yes. */
  positives: number;
  /** A score from here on is a yes: 0.5 where every score is a probability, else 0. */
  threshold: number;
  accuracy: number;
  error: number;
  /** Null where the images are all yes or all no. */
  rocAuc: number | null;
  averagePrecision: number | null;
  logLoss: number | null;
  calibrationError: number | null;
  /** Images that share their score with one of the other answer. */
  ties: number;
  confidence: Record<string, Interval>;
}

/** Images by falling score, cut into groups of equal score. */
interface Ordered {
  order: Int32Array;
  /** Where each group starts, and the number of images at the end. */
  starts: number[];
}

function orderByScore(scores: Float32Array): Ordered {
  const order = Int32Array.from(scores, (_, i) => i).sort(
    (a, b) => (scores[b] as number) - (scores[a] as number) || a - b,
  );
  const starts: number[] = [];
  for (let i = 0; i < order.length; i++) {
    if (i === 0 || scores[order[i] as number] !== scores[order[i - 1] as number]) starts.push(i);
  }
  return { order, starts: [...starts, order.length] };
}

/**
 * Area under the ROC curve (Mann and Whitney's U over all pairs, a tie counting half) and average precision (sum over
 * thresholds of the rise in recall times the precision), each image counted `weights` times. NaN without both answers.
 */
function rankingAreas(
  { order, starts }: Ordered,
  truth: Int32Array,
  weights: (image: number) => number,
): { rocAuc: number; averagePrecision: number } {
  let positives = 0;
  let negatives = 0;
  let area = 0;
  let precisions = 0;
  for (let group = 0; group + 1 < starts.length; group++) {
    let yes = 0;
    let no = 0;
    for (let i = starts[group] as number; i < (starts[group + 1] as number); i++) {
      const image = order[i] as number;
      if (truth[image] === 1) yes += weights(image);
      else no += weights(image);
    }
    area += no * (positives + yes / 2);
    positives += yes;
    negatives += no;
    if (yes > 0) precisions += (yes * positives) / (positives + negatives);
  }
  return { rocAuc: area / (positives * negatives), averagePrecision: precisions / positives };
}

function countTies({ order, starts }: Ordered, truth: Int32Array): number {
  let ties = 0;
  for (let group = 0; group + 1 < starts.length; group++) {
    const images = order.subarray(starts[group], starts[group + 1]);
    const yes = images.filter((image) => truth[image] === 1).length;
    if (yes > 0 && yes < images.length) ties += images.length;
  }
  return ties;
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

/** Metrics of a challenge of one class; `truth` is 1 for yes and 0 for no. See `computeMetrics`. */
export function computeYesNoMetrics(
  predictions: Predictions,
  truth: Int32Array,
  bootstrap: BootstrapOptions,
): YesNoMetrics {
  const { count, scores, probabilities } = predictions;
  const threshold = yesThreshold(probabilities);
  const right = Float64Array.from(scores, (score, i) => (score >= threshold === (truth[i] === 1) ? 1 : 0));
  const ordered = orderByScore(scores);
  const areas = rankingAreas(ordered, truth, () => 1);
  const accuracy = right.reduce((sum, value) => sum + value, 0) / count;

  const names = ['accuracy', 'rocAuc', 'averagePrecision'] as const;
  const intervals = bootstrapIntervals(count, bootstrap, (drawn) => {
    const drawnAreas = rankingAreas(ordered, truth, (image) => drawn[image] as number);
    const drawnRight = right.reduce((sum, value, i) => sum + value * (drawn[i] as number), 0) / count;
    return [drawnRight, drawnAreas.rocAuc, drawnAreas.averagePrecision];
  });
  const confidence: Record<string, Interval> = {};
  for (const [i, name] of names.entries()) {
    const interval = intervals[i];
    if (interval) confidence[name] = interval;
  }
  if (confidence.accuracy) confidence.error = [1 - confidence.accuracy[1], 1 - confidence.accuracy[0]];

  const sureness = Array.from(scores, (score, i) => ({
    confidence: Math.max(score, 1 - score),
    right: right[i] === 1,
  }));
  const losses = Array.from(scores, (score, i) => logLossOf(truth[i] === 1 ? score : 1 - score));
  return {
    kind: 'yes-no',
    images: count,
    positives: truth.reduce((sum, answer) => sum + answer, 0),
    threshold,
    accuracy,
    error: right.reduce((misses, hit) => misses + (1 - hit), 0) / count,
    rocAuc: finite(areas.rocAuc),
    averagePrecision: finite(areas.averagePrecision),
    logLoss: probabilities ? losses.reduce((sum, loss) => sum + loss, 0) / count : null,
    calibrationError: probabilities ? expectedCalibrationError(sureness) : null,
    ties: countTies(ordered, truth),
    confidence,
  };
}
