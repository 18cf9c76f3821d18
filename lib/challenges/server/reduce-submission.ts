import { setInterval } from 'node:timers';
import { type Db, db } from '#lib/infra/db/client';
import { log } from '#lib/infra/log';
import { storage } from '#lib/infra/storage';
import { startMerge } from '#lib/scoring/predictions/merge-predictions';
import { decodePredictions, encodePredictions } from '#lib/scoring/predictions/prediction-file';
import { withTruth } from '#lib/scoring/predictions/predictions';
import { climbLadder } from './climb-ladder.ts';
import { countMissing, listHeldOutImages } from './held-out-images.ts';
import { keepScores } from './keep-scores.ts';
import { predictionsKey } from './model-key.ts';
import { failSubmission, MAX_TRIES } from './put-back-submission.ts';
import { readTruth } from './read-truth.ts';
import { SIGN_OF_LIFE_MS } from './recover-submissions.ts';
import { lockSubmission, stepSubmission } from './step-submission.ts';
import { sumScores } from './sum-score.ts';
import { keepTruthScores } from './truth-scores.ts';

/**
 * Sums a submission's scores out of what all its shards answered, keeps the predictions of all images, and writes the
 * scores of all parts with what it cost. Does nothing where a shard is not done yet, or the submission is not scored any more. A fault
 * of ours is thrown, so that the queue tries again; after the last try the submission is `failed`.
 */
export async function reduceSubmission(id: string): Promise<void> {
  // So that nobody takes it for left.
  const signOfLife = setInterval(() => {
    db()
      .submission.updateMany({ where: { id, state: 'scoring' }, data: { updatedAt: new Date() } })
      .catch(() => {});
  }, SIGN_OF_LIFE_MS);
  try {
    await reduce(id);
  } catch (error) {
    const tried = await countTry(id);
    if (tried === 'again') throw error;
    if (tried === 'over') return;
    log.error({ submission: id, error: error instanceof Error ? error.stack : error }, 'reduce failed');
  } finally {
    clearInterval(signOfLife);
  }
}

async function reduce(id: string): Promise<void> {
  const task = await findTask(id);
  if (!task) return;
  const { challenge, entryId, classes, shards, prepared } = task;
  const { versionId } = challenge;
  const missing = await countMissing(versionId);
  const images = (await listHeldOutImages(versionId)).map(({ sha256 }) => sha256);
  const truth = await readTruth(challenge, classes, images);
  const places = new Map(images.map((sha256, place) => [sha256, place]));
  const merge = startMerge(images.length);
  for (const { number } of shards) {
    const bytes = await readPart(id, number);
    // Another worker is at it again, and asks for the sum once it is done.
    if (!bytes) return;
    const { imageIds, predictions: part } = decodePredictions(bytes);
    const positions = imageIds.map((sha256) => places.get(sha256) ?? -1);
    const shown = Int32Array.from(positions, (position) => truth.numbers[position] ?? -1);
    merge.add({ positions, predictions: withTruth(part, shown) });
  }
  const predictions = merge.finish();
  const key = predictionsKey(id);
  // Which score is the truth's would tell the label.
  const untold = { ...predictions, truthScores: null };
  await storage().put(key, encodePredictions({ imageIds: images, predictions: untold }));
  const sums = await sumScores(classes, truth, predictions);
  const sum = (of: (shard: (typeof shards)[number]) => number) =>
    shards.reduce((total, shard) => total + of(shard), 0);
  const data = {
    progressDone: images.length,
    secondsLeft: null,
    isolation: [...new Set(shards.flatMap(({ isolation }) => isolation))],
    costSeconds: prepared + sum(secondsOf),
    inferenceSeconds: sum(({ modelSeconds }) => modelSeconds),
    peakMemoryMb: Math.max(...shards.map(({ peakMemoryMb }) => peakMemoryMb)),
    predictionsKey: key,
  };
  await db().$transaction(async (tx) => {
    const submission = await lockSubmission(tx, id);
    if (submission.state !== 'scoring') return;
    await assertStill(tx, versionId, missing);
    await keepTruthScores(tx, id, predictions.truthScores);
    await keepScores(tx, id, sums, missing);
    await stepSubmission(tx, submission, 'scored', data);
    await climbLadder(tx, entryId, challenge);
  });
}

/** Has whoever takes images of the version down wait until the score is there to be computed again. */
async function assertStill(tx: Db, versionId: string, missing: number): Promise<void> {
  const [version] = await tx.$queryRaw<{ missing: number }[]>`
    SELECT missing_test AS missing FROM dataset_versions WHERE id = ${versionId}::uuid FOR SHARE`;
  if (version?.missing !== missing) throw new Error('images were taken down while the score was summed');
}

const secondsOf = ({ startedAt, doneAt }: { startedAt: Date | null; doneAt: Date | null }) =>
  ((doneAt?.getTime() ?? 0) - (startedAt?.getTime() ?? 0)) / 1000;

/** What there is to sum, or undefined where something is lacking. */
async function findTask(id: string) {
  const submission = await db().submission.findUniqueOrThrow({
    where: { id },
    select: {
      state: true,
      costSeconds: true,
      entryId: true,
      entry: {
        select: {
          challenge: {
            include: { classes: { orderBy: { position: 'asc' }, select: { synsetId: true } } },
          },
        },
      },
    },
  });
  if (submission.state !== 'scoring') return undefined;
  const undone = await db().submissionShard.count({ where: { submissionId: id, doneAt: null } });
  if (undone > 0) return undefined;
  const shards = await db().submissionShard.findMany({
    where: { submissionId: id },
    orderBy: { number: 'asc' },
    // With the scores of all classes they may be many megabytes each.
    omit: { predictions: true },
  });
  if (shards.length === 0) return undefined;
  const { classes, ...challenge } = submission.entry.challenge;
  return {
    challenge,
    entryId: submission.entryId,
    classes: classes.map(({ synsetId }) => synsetId),
    shards,
    prepared: submission.costSeconds ?? 0,
  };
}

async function readPart(submissionId: string, number: number): Promise<Uint8Array | null> {
  const { predictions } = await db().submissionShard.findUniqueOrThrow({
    where: { submissionId_number: { submissionId, number } },
    select: { predictions: true },
  });
  return predictions;
}

/** Counts a try that a fault of ours ended, and tells whether there is another; `over` where it was cancelled. */
function countTry(id: string): Promise<'again' | 'failed' | 'over'> {
  return db().$transaction(async (tx) => {
    const submission = await lockSubmission(tx, id);
    if (submission.state !== 'scoring') return 'over';
    if (submission.attempt >= MAX_TRIES) {
      await failSubmission(tx, submission, 'A fault of ours ended the summing of the score.');
      return 'failed';
    }
    await tx.submission.update({ where: { id }, data: { attempt: submission.attempt + 1 } });
    return 'again';
  });
}
