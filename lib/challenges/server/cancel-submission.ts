import { assertRole, type Person } from '#lib/identity/person';
import { db } from '#lib/infra/db/client';
import type { SubmissionState } from '../submission-state.ts';
import { lockSubmission, stepSubmission } from './step-submission.ts';
import { findOwnSubmission } from './submission-access.ts';

/**
 * Cancels a submission that is not final yet; cancelling it again changes nothing. A worker that is at it notices
 * within seconds. Before scoring began it costs no quota. For members of the entry and organisers.
 */
export async function cancelSubmission(
  person: Person | null,
  id: string,
): Promise<{ id: string; state: SubmissionState }> {
  assertRole(person);
  await findOwnSubmission(person, id);
  return db().$transaction(async (tx) => {
    const submission = await lockSubmission(tx, id);
    if (submission.state !== 'cancelled') {
      await stepSubmission(tx, submission, 'cancelled', { secondsLeft: null });
    }
    return { id, state: submission.state };
  });
}
