import { AppError } from '#lib/core/errors';
import type { Person } from '#lib/identity/person';
import type { Db } from '#lib/infra/db/client';
import { assertNotArchived } from './assert-not-archived.ts';
import { findChallenge } from './find-challenge.ts';

export type OwnTeam = Awaited<ReturnType<typeof entryOf>>;

/**
 * The entry that a person is in, with its challenge, held until the transaction ends, so that members, invitations and
 * merges change one after the other. Throws AppError `not-entered`, `challenge-archived`.
 */
export async function entryOf(tx: Db, person: Person, slug: string) {
  const challenge = await findChallenge(slug, tx);
  assertNotArchived(challenge);
  const key = { challengeId: challenge.id, userId: person.id };
  const found = await tx.entryMember.findUnique({ where: { challengeId_userId: key } });
  if (found) {
    await lockEntries(tx, [found.entryId]);
    const entry = await readTeam(tx, found.entryId);
    // Who was taken out while this waited is in it no more.
    if (entry?.members.some(({ userId }) => userId === person.id)) return { ...entry, challenge };
  }
  throw new AppError(
    'forbidden',
    'not-entered',
    `You are in no entry of ${slug}: enter the challenge first, or ask a captain for an invitation.`,
  );
}

/** The same, for what only its captain does: AppError `captain-needed` tells who that is. */
export async function captainsEntry(tx: Db, person: Person, slug: string): Promise<OwnTeam> {
  const entry = await entryOf(tx, person, slug);
  if (entry.captainId === person.id) return entry;
  throw new AppError(
    'forbidden',
    'captain-needed',
    `This is for the captain of ${entry.name}, ${entry.captain.name}. Ask them.`,
  );
}

/** Holds entries until the transaction ends, in one order, so that two who hold the same do not wait for each other. */
export async function lockEntries(tx: Db, ids: readonly string[]): Promise<void> {
  for (const id of [...ids].sort()) {
    await tx.$queryRaw`SELECT id FROM entries WHERE id = ${id}::uuid FOR UPDATE`;
  }
}

/** An entry with its captain and members, the longest in it first; null where it is gone. */
export function readTeam(tx: Db, id: string) {
  return tx.entry.findUnique({
    where: { id },
    include: {
      captain: { select: { name: true } },
      members: { orderBy: { joinedAt: 'asc' }, select: { userId: true, user: { select: { name: true } } } },
      _count: { select: { submissions: true } },
    },
  });
}
