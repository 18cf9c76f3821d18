import { availableParallelism } from 'node:os';
import { AppError } from '#lib/core/errors';
import { imageKey } from '#lib/images/image-keys';
import { config } from '#lib/infra/config';
import { db } from '#lib/infra/db/client';
import { storage } from '#lib/infra/storage';
import { encodePredictions } from '#lib/scoring/predictions/prediction-file';
import { scoreImages } from '#lib/scoring/run/score-images';
import { predictionsKey } from './model-key.ts';
import { reduceScores } from './reduce-scores.ts';
import { readSubmissionTask, type SubmissionTask } from './submission-task.ts';
import { type StageEnd, type Try, tryStage } from './try-stage.ts';

/**
 * Scores a submission: runs its model over the held-out images in the sealed process, keeps the predictions, sums the
 * score, and writes it with what it cost. Whatever worker does it, however often, the digits are the same.
 */
export async function scoreSubmission(id: string, signal: AbortSignal): Promise<void> {
  await tryStage(id, 'scoring', signal, async (own) => runAndSum(own, await readSubmissionTask(id)));
}

async function runAndSum(own: Try, task: SubmissionTask): Promise<StageEnd> {
  const images = await heldOutImages(task.versionId);
  own.progress({ done: 0, total: images.length, secondsLeft: null });
  const { SCORER_MEMORY_MB, SCORER_ISOLATION } = config();
  const { predictions, cost, isolation } = await scoreImages({
    model: task.model,
    preprocess: task.preprocess,
    labels: task.labels,
    classes: task.classes,
    images: { count: images.length, read: (position) => readImage(images[position] as string) },
    budget: {
      seconds: task.timeLimitSeconds,
      memoryMb: SCORER_MEMORY_MB ?? task.memoryLimitMb,
      threads: availableParallelism(),
    },
    isolation: SCORER_ISOLATION,
    seed: task.modelSha256,
    onProgress: own.progress,
    signal: own.signal,
  });
  const key = predictionsKey(own.id);
  await storage().put(key, encodePredictions({ imageIds: images, predictions }));
  const score = await reduceScores(task.versionId, task.classes, images, predictions);
  const which = { submissionId: own.id, split: 'test' as const };
  return {
    state: 'scored',
    data: {
      progressDone: images.length,
      progressTotal: images.length,
      isolation: [...isolation],
      costSeconds: cost.seconds,
      inferenceSeconds: cost.inferenceSeconds,
      peakMemoryMb: cost.peakMemoryMb,
      predictionsKey: key,
    },
    write: async (tx) => {
      await tx.score.upsert({
        where: { submissionId_split: which },
        create: { ...which, ...score },
        update: { ...score, scoredAt: new Date() },
      });
    },
  };
}

/** The hashes of the held-out images in the version's own order, which says nothing of what they show. */
async function heldOutImages(versionId: string): Promise<string[]> {
  const rows = await db().versionImage.findMany({
    where: { versionId, split: 'test' },
    orderBy: { position: 'asc' },
    select: { image: { select: { sha256: true } } },
  });
  return rows.map(({ image }) => image.sha256);
}

async function readImage(sha256: string): Promise<Uint8Array> {
  const bytes = await storage().get(imageKey(sha256));
  if (bytes) return bytes;
  throw new AppError('unavailable', 'image-lost', `The storage has no ${imageKey(sha256)}.`);
}
