import { atMostEvery } from '#lib/core/at-most-every';
import { AppError } from '#lib/core/errors';
import { imageKey } from '#lib/images/image-keys';
import { config } from '#lib/infra/config';
import { db } from '#lib/infra/db/client';
import { storage } from '#lib/infra/storage';
import { encodePredictions } from '#lib/scoring/predictions/prediction-file';
import { scoreImages } from '#lib/scoring/run/score-images';
import { MOST_IMAGES } from '../disagreement.ts';
import { problemOf } from './run-explanation.ts';
import { scoringBudget } from './scoring-capacity.ts';
import { readSubmissionTask } from './submission-task.ts';
import { sumDisagreements } from './sum-disagreements.ts';
import { withModelMemory } from './warm-models.ts';

const PROGRESS_EVERY_MS = 1000;

/** The images of val, then of train, whose labels are public: held out in no version, and not taken down. */
async function listPublicImages(versionId: string): Promise<string[]> {
  const rows = await db().$queryRaw<{ sha256: string }[]>`
    SELECT i.sha256 FROM version_images v JOIN images i ON i.id = v.image_id
    WHERE v.version_id = ${versionId}::uuid AND v.split IN ('train', 'val') AND i.takedown_id IS NULL
      AND NOT EXISTS (SELECT FROM held_out_labels h WHERE h.image_id = i.id)
    ORDER BY v.split = 'train', v.position LIMIT ${MOST_IMAGES}`;
  return rows.map(({ sha256 }) => sha256);
}

/**
 * Runs a submission's model over images of train and val, sealed as in its scoring, keeps what it says and, once all models of the search
 * are through, finds where they agree against the label. What goes wrong is kept and told. A worker that is going puts it back
 * and throws. Does nothing where the search asks this model no more.
 */
export async function predictPublic(submissionId: string, going: AbortSignal): Promise<void> {
  const where = { submissionId };
  const row = await db().publicPredictions.findUnique({ where });
  if (!row) return;
  if (row.state !== 'done' && row.state !== 'failed') await predict(submissionId, going);
  await sumDisagreements(row.challengeId);
}

async function predict(submissionId: string, going: AbortSignal): Promise<void> {
  const where = { submissionId };
  const task = await readSubmissionTask(submissionId);
  const images = await listPublicImages(task.versionId);
  const begun = { state: 'running', imagesDone: 0, imagesTotal: images.length, problem: null } as const;
  if ((await db().publicPredictions.updateMany({ where, data: begun })).count === 0) return;
  const budget = scoringBudget(task);
  try {
    const { predictions } = await withModelMemory(budget.memoryMb, () =>
      scoreImages({
        model: task.model,
        preprocess: task.preprocess,
        labels: task.labels,
        classes: task.classes,
        seed: task.modelSha256,
        batch: task.batch ?? undefined,
        // The limit is one of a held-out part: more images may take more time.
        budget: { ...budget, seconds: budget.seconds * Math.max(1, Math.ceil(images.length / 1000)) },
        isolation: config().SCORER_ISOLATION,
        images: { count: images.length, read: (position) => readPublicImage(images[position] as string) },
        signal: going,
        onProgress: atMostEvery(PROGRESS_EVERY_MS, ({ done, secondsLeft }) => {
          const data = { imagesDone: done, secondsLeft };
          // A database that does not answer for a moment is no reason to throw the work away.
          void db()
            .publicPredictions.updateMany({ where: { submissionId, state: 'running' }, data })
            .catch(() => {});
        }),
      }),
    );
    const file = Uint8Array.from(encodePredictions({ imageIds: images, predictions }));
    const done = { state: 'done', imagesDone: images.length, secondsLeft: null, predictions: file } as const;
    await db().publicPredictions.updateMany({ where, data: done });
  } catch (error) {
    const back = going.aborted
      ? ({ state: 'queued', secondsLeft: null } as const)
      : ({ state: 'failed', secondsLeft: null, problem: problemOf(error).message } as const);
    await db().publicPredictions.updateMany({ where, data: back });
    if (going.aborted || problemOf(error).fault) throw error;
  }
}

async function readPublicImage(sha256: string): Promise<Uint8Array> {
  const bytes = await storage().get(imageKey(sha256));
  if (bytes) return bytes;
  throw new AppError(
    'gone',
    'image-not-public',
    `The image ${sha256} was taken down meanwhile. Begin the search again.`,
  );
}
