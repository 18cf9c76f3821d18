import { db } from '#lib/infra/db/client';
import { enqueue } from '#lib/jobs/enqueue';
import { reduceSubmissionJob, scoreShardJob } from '../jobs.ts';
import { type Stage, waitingFor } from '../submission-state.ts';
import { enqueueStage } from './enqueue-stage.ts';
import { putBackSubmission } from './put-back-submission.ts';
import { lockSubmission } from './step-submission.ts';

/** How often a worker at a submission gives a sign of life. */
export const SIGN_OF_LIFE_MS = 1_000;

/** After this long without a sign of life a worker is taken for gone. */
export const SILENCE_MS = 30_000;

/** How long a submission may wait before it is looked at whether its job is still in the queue. */
const WAIT_MS = 5_000;

/**
 * Puts back what workers that are gone left in checking or scoring, and puts the job of every waiting submission and shard
 * into the queue again: one that is there already is not added twice. Gives how many submissions were put back.
 */
export async function recoverSubmissions(): Promise<number> {
  const putBack = (await putBackSilent('checking')) + (await putBackSilent('scoring'));
  await enqueueWaiting('checking');
  await enqueueWaiting('scoring');
  await enqueueShards();
  return putBack;
}

async function putBackSilent(stage: Stage): Promise<number> {
  // What is shared out is recovered shard by shard.
  const silent = { state: stage, updatedAt: { lt: silentSince() }, shards: { none: {} } };
  const found = await db().submission.findMany({ where: silent, select: { id: true } });
  let count = 0;
  for (const { id } of found) {
    await db().$transaction(async (tx) => {
      const submission = await lockSubmission(tx, id);
      // It may have given a sign of life, or become final, while the lock was waited for.
      if ((await tx.submission.count({ where: { id, ...silent } })) === 0) return;
      await putBackSubmission(
        tx,
        submission,
        stage,
        'Its worker gave no sign of life; it waits for another.',
      );
      count++;
    });
  }
  return count;
}

async function enqueueWaiting(stage: Stage): Promise<void> {
  const waiting = await db().submission.findMany({
    where: { state: waitingFor[stage], updatedAt: { lt: new Date(Date.now() - WAIT_MS) } },
    orderBy: { createdAt: 'asc' },
    select: { id: true },
  });
  for (const { id } of waiting) await enqueueStage(stage, id);
}

/** Shards that nobody is at, and the sums of submissions whose shards are all done. */
async function enqueueShards(): Promise<void> {
  const silent = { state: 'scoring', updatedAt: { lt: silentSince() } } as const;
  const left = await db().submissionShard.findMany({
    where: {
      doneAt: null,
      submission: { state: 'scoring' },
      OR: [
        { aliveAt: { lt: silentSince() } },
        // While one shard is worked at, others wait in the queue.
        { aliveAt: null, submission: { updatedAt: { lt: new Date(Date.now() - WAIT_MS) } } },
      ],
    },
    orderBy: [{ submissionId: 'asc' }, { number: 'asc' }],
    select: { submissionId: true, number: true },
  });
  for (const { submissionId, number: shard } of left) {
    await enqueue(scoreShardJob, { submissionId, shard }, `${scoreShardJob.name}-${submissionId}-${shard}`);
  }
  const done = await db().submission.findMany({
    where: { ...silent, shards: { some: {}, every: { doneAt: { not: null } } } },
    select: { id: true },
  });
  for (const { id: submissionId } of done) {
    await enqueue(reduceSubmissionJob, { submissionId }, `${reduceSubmissionJob.name}-${submissionId}`);
  }
}

const silentSince = () => new Date(Date.now() - SILENCE_MS);
