import { createHash, randomBytes } from 'node:crypto';
import { AppError } from '#lib/core/errors';
import { assertRole, type Person } from '#lib/identity/person';
import { type Db, db } from '#lib/infra/db/client';
import type { NewInvitation } from '../team.ts';
import { captainsEntry } from './entry-of.ts';
import { recordAudit } from './record-audit.ts';

const DAYS = 14;

export interface Invitation {
  id: string;
  /** The path that one person joins by. Shown this once: what is kept is its hash. */
  path: string;
  expiresAt: Date;
}

/**
 * Makes a link by which one person joins the captain's entry within 14 days. Throws AppError `captain-needed`, and
 * `team-full` where members and open invitations are as many as a team may have.
 */
export async function inviteMember(
  person: Person | null,
  slug: string,
  { email }: NewInvitation,
): Promise<Invitation> {
  assertRole(person, 'researcher');
  const token = randomBytes(32).toString('base64url');
  return db().$transaction(async (tx) => {
    const entry = await captainsEntry(tx, person, slug);
    const now = new Date();
    const open = await tx.entryInvitation.count({
      where: { entryId: entry.id, acceptedAt: null, expiresAt: { gt: now } },
    });
    assertRoom(entry.challenge.maxTeamSize, entry.members.length + open, entry.name);
    const expiresAt = new Date(now.getTime() + DAYS * 86_400_000);
    const { id } = await tx.entryInvitation.create({
      data: { entryId: entry.id, email, tokenHash: hashToken(token), createdById: person.id, expiresAt },
    });
    await recordAudit(tx, {
      actor: person,
      act: 'invited member',
      challengeId: entry.challengeId,
      subject: entry.name,
      detail: { email: email ?? null },
    });
    return { id, path: `/invitations/${token}`, expiresAt };
  });
}

/** Takes an invitation of the captain's entry back; one that is gone already stays gone. */
export async function withdrawInvitation(person: Person | null, slug: string, id: string): Promise<void> {
  assertRole(person, 'researcher');
  await db().$transaction(async (tx: Db) => {
    const entry = await captainsEntry(tx, person, slug);
    await tx.entryInvitation.deleteMany({ where: { id, entryId: entry.id, acceptedAt: null } });
  });
}

/** Refuses with AppError `team-full` one person more than a team may have. */
export function assertRoom(most: number, taken: number, name: string, more = 1): void {
  if (taken + more <= most) return;
  throw new AppError(
    'conflict',
    'team-full',
    `A team of this challenge has at most ${most} ${most === 1 ? 'person' : 'people'}; ${name} has ${taken} with its open invitations. Take an invitation back, or ask the organiser.`,
    { details: { maxTeamSize: most } },
  );
}

/** What is kept of a link. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
