import { AppError } from '#lib/core/errors';
import { type Db, db } from '#lib/infra/db/client';
import { storage } from '#lib/infra/storage';
import { decodePredictions } from '#lib/scoring/predictions/prediction-file';
import { shownScores } from '../score-shown.ts';
import { climbLadder } from './climb-ladder.ts';
import { findChallenge } from './find-challenge.ts';
import { countMissing } from './held-out-images.ts';
import { keepScores } from './keep-scores.ts';
import { readTruth } from './read-truth.ts';
import { sumScores } from './sum-score.ts';
import { readTruthScores } from './truth-scores.ts';

/** What became of the scores of a challenge. */
export interface Recomputed {
  submissions: number;
  /** Of them, how many show another score than before. Of the private part nothing is told before the results are out. */
  changed: number;
  /** Those whose predictions the storage has not. */
  missing: number;
}

/**
 * Computes the scores of a challenge's submissions, or of one of them, again out of their kept predictions, without running a model: after
 * the metrics were mended, or labels, or images were taken down. Gives what changed; the scores before stay in past_scores. The log loss of a submission of old, of which the scores of
 * the truth were not kept, stays as it was where its images did. A score all of whose images are gone stays and is marked. For the server's
 * own command line, takedowns and who has asked whether the person may.
 */
export async function recomputeScores(
  slug: string,
  { submissionId }: { submissionId?: string } = {},
): Promise<Recomputed> {
  const challenge = await findChallenge(slug);
  const { id: challengeId, versionId } = challenge;
  const classes = await db().challengeClass.findMany({
    where: { challengeId },
    orderBy: { position: 'asc' },
    select: { synsetId: true },
  });
  const submissions = await db().submission.findMany({
    where: {
      ...(submissionId !== undefined && { id: submissionId }),
      state: 'scored',
      entry: { challengeId },
    },
    orderBy: { id: 'asc' },
    select: { id: true, entryId: true, predictionsKey: true },
  });
  const result = { submissions: submissions.length, changed: 0, missing: 0 };
  const missing = await countMissing(versionId);
  const names = classes.map(({ synsetId }) => synsetId);
  const { part: shown } = shownScores(challenge, new Date());
  for (const { id, predictionsKey } of submissions) {
    const bytes = predictionsKey === null ? undefined : await storage().get(predictionsKey);
    if (!bytes) {
      result.missing++;
      continue;
    }
    const { imageIds, predictions } = decodePredictions(bytes);
    const truth = await readTruth(challenge, names, imageIds);
    const truthScores = await readTruthScores(db(), id);
    const sums = await sumScores(names, truth, { ...predictions, truthScores }).catch(orNothing);
    const changed = await db().$transaction(async (tx) =>
      sums ? (await keepScores(tx, id, sums, missing)).has(shown) : markScores(tx, id, missing),
    );
    if (changed) result.changed++;
  }
  for (const entryId of new Set(submissions.map((each) => each.entryId))) {
    await db().$transaction((tx) => climbLadder(tx, entryId, challenge));
  }
  return result;
}

/** Undefined where there is nothing left to score. */
function orNothing(error: unknown): undefined {
  if (!(error instanceof AppError) || error.code !== 'nothing-to-score') throw error;
}

/** Says of scores how many images are gone; gives whether that is new. */
async function markScores(tx: Db, submissionId: string, missing: number): Promise<boolean> {
  const { count } = await tx.score.updateMany({
    where: { submissionId, split: 'test', missing: { not: missing } },
    data: { missing },
  });
  return count > 0;
}
