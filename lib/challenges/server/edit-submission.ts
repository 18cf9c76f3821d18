import { AppError } from '#lib/core/errors';
import { assertRole, hasRole, type Person } from '#lib/identity/person';
import { db } from '#lib/infra/db/client';
import { zonedMinute } from '../calendar.ts';
import { phaseAt } from '../phase.ts';
import { MOST_FINALS, type SubmissionEdit } from '../submission.ts';
import { assertNotArchived } from './assert-not-archived.ts';
import { lockEntries } from './entry-of.ts';
import { recordAudit } from './record-audit.ts';
import { findOwnSubmission } from './submission-access.ts';

/**
 * Says of a submission what its readers see, and whether it counts in the end: members of its entry and organisers. Throws AppError
 * `no-such-submission`, `not-your-submission`, `challenge-archived`, `finals-chosen` (more than two) and `finals-closed`: what
 * counts is chosen until the challenge closes.
 */
export async function editSubmission(person: Person | null, id: string, edit: SubmissionEdit): Promise<void> {
  assertRole(person);
  await findOwnSubmission(person, id);
  await db().$transaction(async (tx) => {
    const found = await tx.submission.findUniqueOrThrow({
      where: { id },
      select: { name: true, final: true, entryId: true, entry: { include: { challenge: true } } },
    });
    const { challenge } = found.entry;
    assertNotArchived(challenge);
    await lockEntries(tx, [found.entryId]);
    const now = new Date();
    if (edit.final !== undefined && edit.final !== found.final) {
      const phase = phaseAt(challenge, now);
      if (phase === 'closed' || phase === 'published') {
        throw new AppError(
          'conflict',
          'finals-closed',
          `What counts in the end was chosen until ${zonedMinute(challenge.closesAt, challenge.timeZone)}, when the challenge closed.`,
        );
      }
      const others = await tx.submission.findMany({
        where: { entryId: found.entryId, final: true, id: { not: id } },
        select: { name: true },
      });
      if (edit.final && others.length >= MOST_FINALS) {
        throw new AppError(
          'conflict',
          'finals-chosen',
          `An entry chooses at most ${MOST_FINALS} that count in the end: ${others.map(({ name }) => name).join(', ')}. Take one of them back first.`,
          { details: { field: 'final' } },
        );
      }
    }
    await tx.submission.update({ where: { id }, data: edit });
    // What its own people say of it is theirs to change; an organiser's hand on it is on record.
    const member = await tx.entryMember.findFirst({ where: { entryId: found.entryId, userId: person.id } });
    if (member || !hasRole(person, 'organiser')) return;
    await recordAudit(tx, {
      actor: person,
      act: 'changed submission',
      challengeId: challenge.id,
      subject: `${found.name} of ${found.entry.name}`,
      detail: { ...edit },
    });
  });
}
