import { isDeepStrictEqual } from 'node:util';
import { db } from '#lib/infra/db/client';
import type { Prisma } from '#lib/infra/db/generated/client';
import { storage } from '#lib/infra/storage';
import { decodePredictions } from '#lib/scoring/predictions/prediction-file';
import { findChallenge } from './find-challenge.ts';
import { countMissing } from './held-out-images.ts';
import { readTruth } from './read-truth.ts';
import { type ScoreRow, sumScore } from './sum-score.ts';

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
 * metrics were mended, or labels. Gives what changed. The log loss, which the kept predictions do not tell, stays as it was.
 * For the server's own command line.
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
    const score = { ...(await sumScore(names, truth, predictions)), missing };
    if (await replaceScore(id, score)) result.changed++;
  }
  return result;
}

/** Writes a score in place of the one before, if it is another; gives whether it was. */
async function replaceScore(submissionId: string, score: ScoreRow & { missing: number }): Promise<boolean> {
  const which = { submissionId_split: { submissionId, split: 'test' as const } };
  return db().$transaction(async (tx) => {
    const before = await tx.score.findUnique({ where: which });
    const metrics = withLogLoss(score.metrics, before?.metrics);
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

/** The metrics with the log loss of those before. */
function withLogLoss(metrics: Json, before: unknown): Json {
  const old = (before ?? {}) as { logLoss?: number | null; confidence?: Record<string, Json> };
  if (typeof old.logLoss !== 'number') return metrics;
  const interval = old.confidence?.logLoss;
  const confidence = { ...(metrics.confidence as Json), ...(interval && { logLoss: interval }) };
  return { ...metrics, logLoss: old.logLoss, confidence };
}
