import { AppError } from '#lib/core/errors';
import { nodeOf } from '#lib/hierarchy/hierarchy';
import { hierarchicalCosts } from '#lib/hierarchy/lowest-common-ancestor';
import { readLineages } from '#lib/hierarchy/server/read-lineages';
import type { Prisma } from '#lib/infra/db/generated/client';
import type { Metrics } from '#lib/scoring/metrics/compute-metrics';
import { computeMetricsApart } from '#lib/scoring/metrics/compute-metrics-apart';
import { emptyPredictions, type Predictions } from '#lib/scoring/predictions/predictions';

export interface ScoreRow {
  images: number;
  top1Error: number;
  top5Error: number | null;
  metrics: Prisma.InputJsonObject;
}

/** With so few classes the best five guesses are always right. */
const FIVE_GUESSES = 5;

/**
 * Sums a submission's score out of its predictions and the truth (`readTruth`). Images of nouns that are no class of the
 * challenge are left out. What leaves here are sums over images. Throws AppError `nothing-to-score`.
 */
export async function sumScore(
  classes: readonly string[],
  truth: Int32Array,
  predictions: Predictions,
): Promise<ScoreRow> {
  const counted = Array.from(truth.keys()).filter((image) => truth[image] !== -1);
  if (counted.length === 0) {
    throw new AppError(
      'conflict',
      'nothing-to-score',
      'None of the held-out images shows a class of the challenge.',
    );
  }
  const metrics = await computeMetricsApart({
    predictions: selectPredictions(predictions, counted),
    truth: Int32Array.from(counted, (image) => truth[image] as number),
    classes,
    costs: classes.length === 1 ? null : await readCosts(classes),
  });
  return toRow(metrics, classes.length);
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

function toRow(metrics: Metrics, classes: number): ScoreRow {
  const kept = JSON.parse(JSON.stringify(metrics)) as Prisma.InputJsonObject;
  const { images } = metrics;
  if (metrics.kind === 'yes-no') return { images, top1Error: metrics.error, top5Error: null, metrics: kept };
  const top5Error = classes > FIVE_GUESSES ? metrics.top5Error : null;
  return { images, top1Error: metrics.top1Error, top5Error, metrics: kept };
}
