import { AppError } from '#lib/core/errors';
import type { Db } from '#lib/infra/db/client';
import type { Prisma } from '#lib/infra/db/generated/client';
import { assertStep, isFinal, type SubmissionState } from '../submission-state.ts';
import { tellOutcome } from './tell-people.ts';

export interface LockedSubmission {
  id: string;
  state: SubmissionState;
  /** Which try of its stage a worker is at; a worker that was given up finds another number here. */
  attempt: number;
}

/** Locks a submission until the transaction ends. Throws AppError `no-such-submission`. */
export async function lockSubmission(tx: Db, id: string): Promise<LockedSubmission> {
  const [row] = await tx.$queryRaw<LockedSubmission[]>`
    SELECT id, state::text AS state, attempt FROM submissions WHERE id = ${id}::uuid FOR UPDATE`;
  if (!row) throw new AppError('not-found', 'no-such-submission', `There is no submission ${id}.`);
  return row;
}

/**
 * Takes one step of the state machine with a locked submission, keeps it in the timeline and writes `data` with it.
 * Refuses any step that is not in the table. What is final needs its shards no longer.
 */
export async function stepSubmission(
  tx: Db,
  submission: LockedSubmission,
  to: SubmissionState,
  data: Prisma.SubmissionUncheckedUpdateInput = {},
  detail?: string,
): Promise<void> {
  assertStep(submission.state, to);
  await tx.submission.update({
    where: { id: submission.id },
    data: { ...data, state: to, events: { create: { state: to, detail } } },
  });
  if (to === 'scored' || to === 'refused' || to === 'failed') await tellOutcome(tx, submission.id, to);
  if (isFinal(to)) await tx.submissionShard.deleteMany({ where: { submissionId: submission.id } });
  submission.state = to;
}
