import type { Person } from '#lib/identity/person';
import type { Db } from '#lib/infra/db/client';
import type { Registrant } from '../registration.ts';

/** What decides whether a person may enter a challenge. */
export async function readRegistrant(tx: Db, person: Person, challengeId: string): Promise<Registrant> {
  const { email, emailVerified } = await tx.user.findUniqueOrThrow({
    where: { id: person.id },
    select: { email: true, emailVerified: true },
  });
  const address = email.toLowerCase();
  const invitee = await tx.challengeInvitee.findUnique({
    where: { challengeId_email: { challengeId, email: address } },
  });
  return { email: address, emailVerified: emailVerified !== null, invited: invitee !== null };
}
