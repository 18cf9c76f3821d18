import { AppError } from '#lib/core/errors';
import { nodeOf } from '#lib/hierarchy/hierarchy';
import { hierarchicalCosts } from '#lib/hierarchy/lowest-common-ancestor';
import { readLineages } from '#lib/hierarchy/server/read-lineages';
import type { Prisma } from '#lib/infra/db/generated/client';
import type { Metrics } from '#lib/scoring/metrics/compute-metrics';
import { computeMetricsApart } from '#lib/scoring/metrics/compute-metrics-apart';
import { type RightImages, rightImages } from '#lib/scoring/metrics/right-images';
import { emptyPredictions, type Predictions } from '#lib/scoring/predictions/predictions';
import type { ScorePart } from '../score.ts';
import type { Truth } from './read-truth.ts';

export interface ScoreRow {
  part: ScorePart;
  images: number;
  top1Error: number;
  top5Error: number | null;
  metrics: Prisma.InputJsonObject;
}

/** With so few classes the best five guesses are always right. */
const FIVE_GUESSES = 5;

/** A part's score and the images of it that are right, in the order of the predictions. */
export interface PartScore {
  score: ScoreRow;
  right: RightImages;
}

/**
 * Sums a submission's scores out of its predictions and the truth (`readTruth`): one on all images, or one on the public and one
 * on the private, as the challenge has it. Images of nouns that are no class of the challenge are left out, and so is a part
 * without an image. What leaves here are sums over images, and for the tests between entries which images were right. Throws
 * AppError `nothing-to-score`.
 */
export async function sumScores(
  classes: readonly string[],
  { numbers, isPublic }: Truth,
  predictions: Predictions,
): Promise<PartScore[]> {
  const costs = classes.length === 1 ? null : await readCosts(classes);
  const sums: PartScore[] = [];
  for (const part of isPublic ? (['public', 'private'] as const) : (['all'] as const)) {
    const wanted = part === 'public' ? 1 : 0;
    const truth = isPublic
      ? numbers.map((number, image) => (isPublic[image] === wanted ? number : -1))
      : numbers;
    const counted = Array.from(truth.keys()).filter((image) => truth[image] !== -1);
    if (counted.length === 0) continue;
    const metrics = await computeMetricsApart({
      predictions: selectPredictions(predictions, counted),
      truth: Int32Array.from(counted, (image) => truth[image] as number),
      classes,
      costs,
    });
    sums.push({ score: toRow(part, metrics, classes.length), right: rightImages(predictions, truth) });
  }
  if (sums.length > 0) return sums;
  throw new AppError(
    'conflict',
    'nothing-to-score',
    'None of the held-out images shows a class of the challenge.',
  );
}

async function readCosts(classes: readonly string[]): Promise<Int32Array> {
  const lineages = await readLineages(classes);
  return hierarchicalCosts(
    lineages,
    classes.map((synsetId) => nodeOf(lineages, synsetId)),
  );
}

function selectPredictions(from: Predictions, images: readonly number[]): Predictions {
  const { guesses } = from;
  const to = emptyPredictions(images.length, from.classes, { truthScores: from.truthScores !== null });
  to.probabilities = from.probabilities;
  for (const [place, image] of images.entries()) {
    const [start, end] = [image * guesses, (image + 1) * guesses];
    to.top.set(from.top.subarray(start, end), place * guesses);
    to.scores.set(from.scores.subarray(start, end), place * guesses);
    to.tied[place] = from.tied[image] as number;
    to.sums[place] = from.sums[image] as number;
    if (to.truthScores) to.truthScores[place] = from.truthScores?.[image] ?? Number.NaN;
  }
  return to;
}

function toRow(part: ScorePart, metrics: Metrics, classes: number): ScoreRow {
  const kept = JSON.parse(JSON.stringify(metrics)) as Prisma.InputJsonObject;
  const { images } = metrics;
  if (metrics.kind === 'yes-no')
    return { part, images, top1Error: metrics.error, top5Error: null, metrics: kept };
  const top5Error = classes > FIVE_GUESSES ? metrics.top5Error : null;
  return { part, images, top1Error: metrics.top1Error, top5Error, metrics: kept };
}
