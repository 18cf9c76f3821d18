import { assertRole, type Person } from '#lib/identity/person';
import { db } from '#lib/infra/db/client';
import { assertNotArchived } from './assert-not-archived.ts';
import { enqueueStage } from './enqueue-stage.ts';
import { recordAudit } from './record-audit.ts';
import { lockSubmission, stepSubmission } from './step-submission.ts';

/**
 * Has a submission that a fault of ours ended tried from the start; one that is under way again stays so. It counts for the quota of
 * the day on which it was sent. Throws AppError `no-such-submission`, `submission-step` (it has not failed). Organisers only.
 */
export async function retrySubmission(person: Person | null, id: string): Promise<void> {
  assertRole(person, 'organiser');
  const again = await db().$transaction(async (tx) => {
    const submission = await lockSubmission(tx, id);
    if (submission.state === 'uploaded' || submission.state === 'checking') return false;
    const { name, entry } = await tx.submission.findUniqueOrThrow({
      where: { id },
      select: { name: true, entry: { select: { name: true, challenge: true } } },
    });
    assertNotArchived(entry.challenge);
    const fresh = { attempt: 0, problemCode: null, problemMessage: null, progressDone: 0, secondsLeft: null };
    await stepSubmission(tx, submission, 'uploaded', fresh, 'An organiser has it tried again.');
    await recordAudit(tx, {
      actor: person,
      act: 'retried submission',
      challengeId: entry.challenge.id,
      subject: `${name} of ${entry.name}`,
    });
    return true;
  });
  if (again) await enqueueStage('checking', id);
}
