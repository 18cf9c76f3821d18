import type { Db } from '#lib/infra/db/client';
import { type Stage, waitingFor } from '../submission-state.ts';
import { type LockedSubmission, stepSubmission } from './step-submission.ts';

/** How often a stage, or a shard, is tried before a fault of ours is called final. */
export const MAX_TRIES = 5;

/**
 * Puts a submission that a fault of ours left in a stage back to where it waits for it; after the last try it is
 * failed, which costs its entry no quota.
 */
export async function putBackSubmission(
  tx: Db,
  submission: LockedSubmission,
  stage: Stage,
  detail: string,
): Promise<void> {
  if (submission.attempt < MAX_TRIES) {
    await stepSubmission(tx, submission, waitingFor[stage], { secondsLeft: null }, detail);
    return;
  }
  await failSubmission(tx, submission, detail);
}

/** Ends a submission by a fault of ours that every try ran into. */
export function failSubmission(tx: Db, submission: LockedSubmission, detail: string): Promise<void> {
  const problem = {
    problemCode: 'our-fault',
    problemMessage: `It was tried ${MAX_TRIES} times and a fault of ours ended each try. It costs no quota: submit it again, and if that fails too tell an organiser the id ${submission.id}.`,
  };
  return stepSubmission(tx, submission, 'failed', { secondsLeft: null, ...problem }, detail);
}
