import { setInterval } from 'node:timers';
import { AppError } from '#lib/core/errors';
import { db } from '#lib/infra/db/client';
import type { Prisma } from '#lib/infra/db/generated/client';
import { log } from '#lib/infra/log';
import { isModelRefusal } from '#lib/scoring/refusals';
import { type Stage, type SubmissionState, waitingFor } from '../submission-state.ts';
import { putBackSubmission } from './put-back-submission.ts';
import { SIGN_OF_LIFE_MS } from './recover-submissions.ts';
import { type LockedSubmission, lockSubmission, stepSubmission } from './step-submission.ts';
import { takeSubmission } from './take-submission.ts';

/** One try of a stage by this worker. */
export interface Try {
  id: string;
  attempt: number;
  /** Aborted when the worker is going, or when the submission is no longer this try's (cancelled, given to another). */
  signal: AbortSignal;
}

/** What a stage came to, with what is to be written beside it. */
export interface StageEnd {
  /** The state that follows; the stage itself where others go on with it. */
  state: SubmissionState;
  data?: Prisma.SubmissionUncheckedUpdateInput;
  /** Further writes of the same transaction. */
  write?: (tx: Prisma.TransactionClient) => Promise<void>;
}

/**
 * Takes a submission for a stage, does the work and takes the step that it comes to. While it works it gives a sign of
 * life every second, by which others see that this worker is there, and by which it sees itself given up.
 *
 * The model's fault makes it `refused`. A fault of ours puts it back and is thrown, so that the queue tries again; after
 * the last try it is `failed`. A worker that is going puts it back at once and the try does not count.
 */
export async function tryStage(
  id: string,
  stage: Stage,
  going: AbortSignal,
  work: (own: Try) => Promise<StageEnd>,
): Promise<SubmissionState | undefined> {
  const attempt = await takeSubmission(id, stage);
  if (attempt === undefined) return undefined;
  const lost = new AbortController();
  const signal = AbortSignal.any([going, lost.signal]);
  const signOfLife = setInterval(async () => {
    const where = { id, state: stage, attempt };
    const { count } = await db()
      .submission.updateMany({ where, data: { updatedAt: new Date() } })
      // A database that does not answer for a moment is no reason to throw the work away.
      .catch(() => ({ count: 1 }));
    if (count === 0) lost.abort();
  }, SIGN_OF_LIFE_MS);
  try {
    const end = await work({ id, attempt, signal }).catch((error: unknown): StageEnd => {
      if (signal.aborted || !isModelRefusal(error)) throw error;
      return { state: 'refused', data: { problemCode: error.code, problemMessage: error.message } };
    });
    return await endTry(id, stage, attempt, end);
  } catch (error) {
    if (lost.signal.aborted || isLost(error)) return undefined;
    return await giveBack(id, stage, attempt, going.aborted, error);
  } finally {
    clearInterval(signOfLife);
  }
}

function isLost(error: unknown): boolean {
  return error instanceof AppError && error.code === 'submission-given-up';
}

async function endTry(id: string, stage: Stage, attempt: number, end: StageEnd): Promise<SubmissionState> {
  await db().$transaction(async (tx) => {
    const submission = await lockSubmission(tx, id);
    if (submission.state !== stage || submission.attempt !== attempt) {
      throw new AppError(
        'conflict',
        'submission-given-up',
        `The submission ${id} is no longer this worker's.`,
      );
    }
    await end.write?.(tx);
    const data = { ...end.data, secondsLeft: null };
    if (end.state === stage) await tx.submission.update({ where: { id }, data });
    else await stepSubmission(tx, submission, end.state, data);
  });
  return end.state;
}

async function giveBack(id: string, stage: Stage, attempt: number, going: boolean, error: unknown) {
  const after = await db().$transaction(async (tx): Promise<SubmissionState | undefined> => {
    const submission: LockedSubmission = await lockSubmission(tx, id);
    if (submission.state !== stage || submission.attempt !== attempt) return undefined;
    if (going) {
      const untried = { attempt: attempt - 1, secondsLeft: null };
      const detail = 'Its worker was stopped; it waits for another.';
      await stepSubmission(tx, submission, waitingFor[stage], untried, detail);
    } else {
      await putBackSubmission(tx, submission, stage, 'A fault of ours ended the try.');
    }
    return submission.state;
  });
  if (after === undefined || after === 'failed') {
    log.error(
      { submission: id, stage, attempt, error: error instanceof Error ? error.stack : error },
      'stage failed',
    );
    return after;
  }
  throw error;
}
