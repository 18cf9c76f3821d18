import { setInterval } from 'node:timers';
import { db } from '#lib/infra/db/client';
import type { Prisma } from '#lib/infra/db/generated/client';
import { log } from '#lib/infra/log';
import { encodePredictions } from '#lib/scoring/predictions/prediction-file';
import { isModelRefusal } from '#lib/scoring/refusals';
import type { ModelUse } from '#lib/scoring/sealed/model-use';
import { giveSignOfLife } from './give-sign-of-life.ts';
import { failSubmission, MAX_TRIES } from './put-back-submission.ts';
import { SIGN_OF_LIFE_MS } from './recover-submissions.ts';
import { type LockedSubmission, lockSubmission, stepSubmission } from './step-submission.ts';
import { type OwnShard, takeShard } from './take-shard.ts';
import { withModel } from './warm-models.ts';

/**
 * Runs a submission's model over one shard of its images and keeps what it answered. Whichever worker does it, however
 * often, the answers are the same. Every second it gives a sign of life, by which it also learns that the submission was
 * cancelled, refused or given to another.
 *
 * The model's fault makes the submission `refused`. A fault of ours gives the shard back and is thrown, so that the queue
 * tries again; after the last try the submission is `failed`. A worker that is going gives it back at once and the try
 * does not count.
 */
export async function scoreShard(submissionId: string, number: number, going: AbortSignal): Promise<void> {
  const own = await takeShard(submissionId, number);
  if (!own) return;
  const lost = new AbortController();
  const signal = AbortSignal.any([going, lost.signal]);
  let use: () => ModelUse = () => ({ images: 0, seconds: 0 });
  let elsewhere: ModelUse = { images: 0, seconds: 0 };
  const signOfLife = async () => {
    const found = await giveSignOfLife(own, use());
    if (found) elsewhere = found;
    else lost.abort(new Error('the shard is no longer this worker’s'));
  };
  // A database that does not answer for a moment is no reason to throw the work away.
  const timer = setInterval(() => void signOfLife().catch(() => {}), SIGN_OF_LIFE_MS);
  try {
    await signOfLife();
    await withModel(submissionId, async ({ scorer, images, job }) => {
      const scored = scorer.score({
        ...job,
        turns: own,
        // The reduce knows the truth.
        keepAllScores: true,
        elsewhere: () => elsewhere,
        signal,
      });
      use = () => scorer.usage().job;
      const part = await scored;
      const imageIds = part.positions.map((position) => images[position] as string);
      await finishShard(own, {
        imagesDone: part.positions.length,
        modelSeconds: part.modelSeconds,
        peakMemoryMb: part.peakMemoryMb,
        isolation: [...scorer.isolation],
        predictions: Uint8Array.from(encodePredictions({ imageIds, predictions: part.predictions })),
      });
    });
  } catch (error) {
    if (!lost.signal.aborted) await endTry(own, going.aborted, error);
  } finally {
    clearInterval(timer);
  }
}

/** Runs `write` with the submission locked, if the shard is still this try's. */
async function whileOwn(
  own: OwnShard,
  write: (tx: Prisma.TransactionClient, submission: LockedSubmission) => Promise<void>,
): Promise<void> {
  const { submissionId, number, attempt } = own;
  await db().$transaction(async (tx) => {
    const submission = await lockSubmission(tx, submissionId);
    const where = { submissionId, number, attempt, doneAt: null };
    if (submission.state === 'scoring' && (await tx.submissionShard.count({ where })) > 0) {
      await write(tx, submission);
    }
  });
}

const keyOf = ({ submissionId, number }: OwnShard) => ({
  submissionId_number: { submissionId, number },
});

function finishShard(own: OwnShard, data: Prisma.SubmissionShardUpdateInput): Promise<void> {
  return whileOwn(own, async (tx) => {
    await tx.submissionShard.update({
      where: keyOf(own),
      data: { ...data, aliveAt: null, doneAt: new Date() },
    });
  });
}

/** Ends a try that threw, and throws on what the queue is to try again. */
async function endTry(own: OwnShard, going: boolean, error: unknown): Promise<void> {
  let over = true;
  await whileOwn(own, async (tx, submission) => {
    if (!going && isModelRefusal(error)) {
      const problem = { problemCode: error.code, problemMessage: error.message };
      await stepSubmission(tx, submission, 'refused', { secondsLeft: null, ...problem });
      return;
    }
    const detail = `A fault of ours ended a try of images ${own.from + 1} to ${own.to}.`;
    if (!going && own.attempt >= MAX_TRIES) {
      await failSubmission(tx, submission, detail);
      log.error({ ...own, error: error instanceof Error ? error.stack : error }, 'submission failed');
      return;
    }
    over = false;
    const attempt = going ? own.attempt - 1 : own.attempt;
    const untouched = { attempt, aliveAt: null, startedAt: null, imagesDone: 0, modelSeconds: 0 };
    await tx.submissionShard.update({ where: keyOf(own), data: untouched });
    const { submissionId } = own;
    if (!going) await tx.submissionEvent.create({ data: { submissionId, state: 'scoring', detail } });
  });
  if (!over) throw error;
}
