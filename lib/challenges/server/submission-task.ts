import { AppError } from '#lib/core/errors';
import { db } from '#lib/infra/db/client';
import { storage } from '#lib/infra/storage';
import type { PreprocessSpec } from '#lib/scoring/preprocess/preprocess-spec';
import { readPreprocess } from '#lib/scoring/preprocess/presets';
import { modelKey } from './model-key.ts';
import { preprocessText } from './read-submission-fields.ts';

/** All that scoring a submission needs to know of it. */
export interface SubmissionTask {
  versionId: string;
  /** The challenge's classes in its order. */
  classes: string[];
  labels: string[] | undefined;
  preprocess: PreprocessSpec;
  model: Uint8Array;
  modelSha256: string;
  timeLimitSeconds: number;
  memoryLimitMb: number;
  /** Images at once, where it was measured already: for this submission, or one of the same model to the same challenge. */
  batch: number | null;
  /** What the preprocess file says that has no effect. */
  warnings: string[];
}

/** Reads what a submission is made of. A model that storage has not is a fault of ours. */
export async function readSubmissionTask(id: string): Promise<SubmissionTask> {
  const submission = await db().submission.findUniqueOrThrow({
    where: { id },
    select: {
      modelSha256: true,
      preprocess: true,
      labels: true,
      phasePosition: true,
      entry: {
        select: {
          challenge: {
            select: {
              versionId: true,
              phases: { orderBy: { position: 'asc' } },
              classes: { orderBy: { position: 'asc' }, select: { synsetId: true } },
            },
          },
        },
      },
    },
  });
  const { challenge } = submission.entry;
  const limits = challenge.phases[submission.phasePosition ?? 0];
  if (!limits) throw new Error(`The phase of the submission ${id} is gone.`);
  const model = await storage().get(modelKey(submission.modelSha256));
  if (!model) {
    throw new AppError(
      'unavailable',
      'model-lost',
      `The storage has no ${modelKey(submission.modelSha256)}.`,
    );
  }
  const { spec, warnings } = readPreprocess(preprocessText(submission.preprocess));
  return {
    versionId: challenge.versionId,
    classes: challenge.classes.map((each) => each.synsetId),
    labels: submission.labels.length > 0 ? submission.labels : undefined,
    preprocess: spec,
    model,
    modelSha256: submission.modelSha256,
    timeLimitSeconds: limits.timeLimitSeconds,
    memoryLimitMb: limits.memoryLimitMb,
    batch: await findBatch(id),
    warnings,
  };
}

async function findBatch(id: string): Promise<number | null> {
  const [found] = await db().$queryRaw<{ batch: number }[]>`
    SELECT same.batch FROM submissions one
    JOIN entries entry ON entry.id = one.entry_id
    JOIN submissions same ON same.model_sha256 = one.model_sha256
      AND same.preprocess IS NOT DISTINCT FROM one.preprocess
    JOIN entries other ON other.id = same.entry_id AND other.challenge_id = entry.challenge_id
    WHERE one.id = ${id}::uuid AND same.batch IS NOT NULL
    ORDER BY same.id <> one.id, same.id LIMIT 1`;
  return found?.batch ?? null;
}
