import { isDeepStrictEqual } from 'node:util';
import { AppError } from '#lib/core/errors';
import { db } from '#lib/infra/db/client';
import type { Prisma } from '#lib/infra/db/generated/client';
import { storage } from '#lib/infra/storage';
import { decodePredictions } from '#lib/scoring/predictions/prediction-file';
import { findChallenge } from './find-challenge.ts';
import { countMissing } from './held-out-images.ts';
import { readTruth } from './read-truth.ts';
import { type ScoreRow, sumScore } from './sum-score.ts';
import { readTruthScores } from './truth-scores.ts';

/** What became of the scores of a challenge. */
export interface Recomputed {
  submissions: number;
  /** Of them, how many have another score than before. */
  changed: number;
  /** Those whose predictions the storage has not. */
  missing: number;
}

/**
 * Computes the scores of a challenge's submissions again out of their kept predictions, without running a model: after the
 * metrics were mended, or labels, or images were taken down. Gives what changed. The log loss of a submission of old, of which the scores of
 * the truth were not kept, stays as it was where its images did. A score all of whose images are gone stays and is marked. For the server's
 * own command line and takedowns.
 */
export async function recomputeScores(challenge: string): Promise<Recomputed> {
  const { id: challengeId, versionId } = await findChallenge(challenge);
  const classes = await db().challengeClass.findMany({
    where: { challengeId },
    orderBy: { position: 'asc' },
    select: { synsetId: true },
  });
  const submissions = await db().submission.findMany({
    where: { state: 'scored', entry: { challengeId } },
    orderBy: { id: 'asc' },
    select: { id: true, predictionsKey: true },
  });
  const result = { submissions: submissions.length, changed: 0, missing: 0 };
  const missing = await countMissing(versionId);
  const names = classes.map(({ synsetId }) => synsetId);
  for (const { id, predictionsKey } of submissions) {
    const bytes = predictionsKey === null ? undefined : await storage().get(predictionsKey);
    if (!bytes) {
      result.missing++;
      continue;
    }
    const { imageIds, predictions } = decodePredictions(bytes);
    const truth = await readTruth(versionId, names, imageIds);
    const truthScores = await readTruthScores(db(), id);
    const score = await sumScore(names, truth, { ...predictions, truthScores }).catch(orNothing);
    const changed = score ? await replaceScore(id, { ...score, missing }) : await markScore(id, missing);
    if (changed) result.changed++;
  }
  return result;
}

/** Undefined where there is nothing left to score. */
function orNothing(error: unknown): undefined {
  if (!(error instanceof AppError) || error.code !== 'nothing-to-score') throw error;
}

/** Says of a score how many images are gone; gives whether that is new. */
async function markScore(submissionId: string, missing: number): Promise<boolean> {
  const { count } = await db().score.updateMany({
    where: { submissionId, split: 'test', missing: { not: missing } },
    data: { missing },
  });
  return count > 0;
}

/** Writes a score in place of the one before, if it is another; gives whether it was. */
async function replaceScore(submissionId: string, score: ScoreRow & { missing: number }): Promise<boolean> {
  const which = { submissionId_split: { submissionId, split: 'test' as const } };
  return db().$transaction(async (tx) => {
    const before = await tx.score.findUnique({ where: which });
    const metrics =
      before?.images === score.images ? withLogLoss(score.metrics, before.metrics) : score.metrics;
    if (before && before.missing === score.missing && isDeepStrictEqual(before.metrics, metrics))
      return false;
    const data = { ...score, metrics };
    await tx.score.upsert({
      where: which,
      create: { submissionId, split: 'test', ...data },
      update: { ...data, scoredAt: new Date() },
    });
    return true;
  });
}

type Json = Prisma.InputJsonObject;

/** The metrics with the log loss of those before, where they have none. */
function withLogLoss(metrics: Json, before: unknown): Json {
  const old = (before ?? {}) as { logLoss?: number | null; confidence?: Record<string, Json> };
  if (typeof old.logLoss !== 'number' || typeof metrics.logLoss === 'number') return metrics;
  const interval = old.confidence?.logLoss;
  const confidence = { ...(metrics.confidence as Json), ...(interval && { logLoss: interval }) };
  return { ...metrics, logLoss: old.logLoss, confidence };
}
