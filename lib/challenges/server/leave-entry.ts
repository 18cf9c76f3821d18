import { AppError } from '#lib/core/errors';
import { assertRole, type Person } from '#lib/identity/person';
import { type Db, db } from '#lib/infra/db/client';
import { captainsEntry, entryOf, type OwnTeam } from './entry-of.ts';
import { recordAudit } from './record-audit.ts';

/**
 * Takes a person out of their entry. A captain who leaves hands it to who is in it longest; the last to leave takes it away. Once
 * it has submitted nobody leaves (AppError `entry-has-submissions`): with another entry they would have its quota twice.
 */
export async function leaveEntry(person: Person | null, slug: string): Promise<void> {
  assertRole(person, 'researcher');
  await db().$transaction(async (tx) => {
    const entry = await entryOf(tx, person, slug);
    await takeOut(tx, person, entry, person.id);
  });
}

/** Takes somebody out of the captain's entry, by the same rule. Who is not in it stays out of it. */
export async function removeMember(person: Person | null, slug: string, userId: string): Promise<void> {
  assertRole(person, 'researcher');
  await db().$transaction(async (tx) => {
    const entry = await captainsEntry(tx, person, slug);
    if (entry.members.some((member) => member.userId === userId)) await takeOut(tx, person, entry, userId);
  });
}

/** Makes another member the captain. Throws AppError `not-a-member`. */
export async function handOverEntry(person: Person | null, slug: string, userId: string): Promise<void> {
  assertRole(person, 'researcher');
  await db().$transaction(async (tx) => {
    const entry = await captainsEntry(tx, person, slug);
    const next = entry.members.find((member) => member.userId === userId);
    if (!next) {
      const message = `The captain is one of the members of ${entry.name}: choose one of them.`;
      throw new AppError('invalid', 'not-a-member', message);
    }
    await tx.entry.update({ where: { id: entry.id }, data: { captainId: userId } });
    await recordAudit(tx, {
      actor: person,
      act: 'handed over entry',
      challengeId: entry.challengeId,
      subject: entry.name,
      detail: { to: next.user.name },
    });
  });
}

async function takeOut(tx: Db, by: Person, entry: OwnTeam, userId: string): Promise<void> {
  const { id, challengeId, name, members, captainId } = entry;
  if (entry._count.submissions > 0) {
    throw new AppError(
      'conflict',
      'entry-has-submissions',
      `${name} has submitted: who was in it stays in it, so that nobody has a quota twice. Ask the organiser if it must be.`,
    );
  }
  await tx.entryMember.delete({ where: { challengeId_userId: { challengeId, userId } } });
  const left = members.filter((member) => member.userId !== userId);
  const leaver = members.find((member) => member.userId === userId);
  const [first] = left;
  if (!first) await tx.entry.delete({ where: { id } });
  else if (captainId === userId) {
    await tx.entry.update({ where: { id }, data: { captainId: first.userId } });
  }
  await recordAudit(tx, {
    actor: by,
    act: by.id === userId ? 'left entry' : 'removed member',
    challengeId,
    subject: name,
    detail: { member: leaver?.user.name },
  });
}
