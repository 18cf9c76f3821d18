import { assertRole, type Person } from '#lib/identity/person';
import { db } from '#lib/infra/db/client';
import { assertNotArchived } from './assert-not-archived.ts';
import { findChallenge } from './find-challenge.ts';
import { recordAudit } from './record-audit.ts';

/**
 * Names the addresses that may enter a challenge whose registration is by invitation, in place of those named before; the same
 * again writes nothing. Who has entered stays in. Organisers only.
 */
export async function invitePeople(
  person: Person | null,
  slug: string,
  emails: readonly string[],
): Promise<void> {
  assertRole(person, 'organiser');
  await db().$transaction(async (tx) => {
    const challenge = await findChallenge(slug, tx);
    assertNotArchived(challenge);
    const challengeId = challenge.id;
    const wanted = [...new Set(emails.map((email) => email.toLowerCase()))];
    const gone = await tx.challengeInvitee.deleteMany({ where: { challengeId, email: { notIn: wanted } } });
    const added = await tx.challengeInvitee.createMany({
      data: wanted.map((email) => ({ challengeId, email, createdById: person.id })),
      skipDuplicates: true,
    });
    if (gone.count + added.count === 0) return;
    await recordAudit(tx, {
      actor: person,
      act: 'changed invited people',
      challengeId,
      subject: challenge.title,
      detail: { added: added.count, removed: gone.count },
    });
  });
}

/** The addresses that may enter, in alphabetical order. Organisers only. */
export async function listInvited(person: Person | null, slug: string): Promise<string[]> {
  assertRole(person, 'organiser');
  const { id: challengeId } = await findChallenge(slug);
  const rows = await db().challengeInvitee.findMany({ where: { challengeId }, orderBy: { email: 'asc' } });
  return rows.map(({ email }) => email);
}
