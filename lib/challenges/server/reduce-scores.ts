import { AppError } from '#lib/core/errors';
import { db } from '#lib/infra/db/client';
import type { Prisma } from '#lib/infra/db/generated/client';
import { computeMetrics, type Metrics } from '#lib/scoring/metrics/compute-metrics';
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
 * Sums a submission's score on the held-out split out of its predictions, `imageIds` naming the image of each. Images
 * of nouns that are no class of the challenge are left out; where the challenge has one class they are its noes.
 *
 * This and the freeze alone read held_out_labels; what leaves here are sums over images.
 */
export async function reduceScores(
  versionId: string,
  classes: readonly string[],
  imageIds: readonly string[],
  predictions: Predictions,
): Promise<ScoreRow> {
  const labels = await readHeldOutLabels(versionId);
  const numbers = new Map(classes.map((synsetId, number) => [synsetId, number]));
  const numberOf = (imageId: string): number => {
    const label = labels.get(imageId);
    if (label === undefined) {
      throw new AppError(
        'conflict',
        'image-not-held-out',
        `The version ${versionId} holds no image ${imageId} out.`,
      );
    }
    if (classes.length === 1) return label === classes[0] ? 1 : 0;
    return numbers.get(label) ?? -1;
  };
  const all = imageIds.map(numberOf);
  const counted = all.flatMap((number, image) => (number === -1 ? [] : [image]));
  if (counted.length === 0) {
    throw new AppError(
      'conflict',
      'nothing-to-score',
      'None of the held-out images shows a class of the challenge.',
    );
  }
  const truth = Int32Array.from(counted, (image) => all[image] as number);
  const metrics = computeMetrics({ predictions: selectPredictions(predictions, counted), truth, classes });
  return toRow(metrics, classes.length);
}

async function readHeldOutLabels(versionId: string): Promise<Map<string, string>> {
  const rows = await db().heldOutLabel.findMany({
    where: { versionId },
    select: { synsetId: true, image: { select: { sha256: true } } },
  });
  return new Map(rows.map(({ image, synsetId }) => [image.sha256, synsetId]));
}

function selectPredictions(from: Predictions, images: readonly number[]): Predictions {
  const { guesses } = from;
  const to = emptyPredictions(images.length, from.classes, from.truthScores !== null);
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
