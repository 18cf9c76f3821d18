import { AppError } from '#lib/core/errors';
import { assertRole, type Person } from '#lib/identity/person';
import { db } from '#lib/infra/db/client';
import { enqueue } from '#lib/jobs/enqueue';
import { rescoreJob } from '../jobs.ts';
import { assertNotArchived } from './assert-not-archived.ts';
import { findChallenge } from './find-challenge.ts';
import { recordAudit } from './record-audit.ts';

/**
 * Has a worker compute the scores of a challenge, or of one of its submissions, again out of the kept predictions; the scores before
 * stay among the past ones. Throws AppError `no-such-challenge`, `no-such-submission`, `challenge-archived`. Organisers only.
 */
export async function rescoreChallenge(
  person: Person | null,
  slug: string,
  submissionId?: string,
): Promise<void> {
  assertRole(person, 'organiser');
  await db().$transaction(async (tx) => {
    const challenge = await findChallenge(slug, tx);
    assertNotArchived(challenge);
    const submission =
      submissionId === undefined
        ? null
        : await tx.submission.findFirst({
            where: { id: submissionId, entry: { challengeId: challenge.id } },
            select: { name: true },
          });
    if (submissionId !== undefined && !submission) {
      throw new AppError(
        'not-found',
        'no-such-submission',
        `There is no submission ${submissionId} in ${slug}.`,
      );
    }
    await recordAudit(tx, {
      actor: person,
      act: submission ? 'rescored submission' : 'rescored challenge',
      challengeId: challenge.id,
      subject: submission?.name ?? challenge.title,
    });
  });
  await enqueue(rescoreJob, { challenge: slug, submissionId });
}
