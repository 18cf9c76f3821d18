import { AppError } from '#lib/core/errors';
import { assertRole, type Person } from '#lib/identity/person';
import { db } from '#lib/infra/db/client';
import { assertEligible } from '../eligibility.ts';
import { registrationOf } from '../registration.ts';
import { recordAcceptance, standingRules } from './accept-rules.ts';
import { assertNotArchived } from './assert-not-archived.ts';
import { lockEntries, readTeam } from './entry-of.ts';
import { readEligibility } from './get-eligibility.ts';
import { assertRoom, hashToken } from './invite-member.ts';
import { noticeOverlaps } from './notice-overlaps.ts';
import { readRegistrant } from './read-registrant.ts';
import { recordAudit } from './record-audit.ts';

export interface InvitationView {
  entry: string;
  captain: string;
  members: string[];
  challenge: { slug: string; title: string; rules: string; rulesVersion: number };
  expiresAt: Date;
}

/** What an invitation is to. Throws AppError `invitation-over` where it is used, expired or taken back. */
export async function getInvitation(token: string): Promise<InvitationView> {
  const found = await findInvitation(token);
  const entry = await readTeam(db(), found.entryId);
  if (!entry) throw over();
  const challenge = await db().challenge.findUniqueOrThrow({
    where: { id: entry.challengeId },
    include: { rulesVersions: { orderBy: { version: 'desc' }, take: 1 } },
  });
  const rules = challenge.rulesVersions[0];
  return {
    entry: entry.name,
    captain: entry.captain.name,
    members: entry.members.map(({ user }) => user.name),
    challenge: {
      slug: challenge.slug,
      title: challenge.title,
      rules: rules?.text ?? '',
      rulesVersion: rules?.version ?? 0,
    },
    expiresAt: found.expiresAt,
  };
}

/**
 * Joins an entry by an invitation, which accepts the rules. Asked again by the same person it is the same. Throws AppError
 * `invitation-over`, `already-entered`, `team-full`, `labelled-held-out`, and those of registration.
 */
export async function joinEntry(
  person: Person | null,
  token: string,
): Promise<{ slug: string; entry: string }> {
  assertRole(person, 'researcher');
  const { entryId } = await findInvitation(token, person.id);
  return db().$transaction(async (tx) => {
    await lockEntries(tx, [entryId]);
    const entry = await readTeam(tx, entryId);
    const invitation = await tx.entryInvitation.findUnique({ where: { tokenHash: hashToken(token) } });
    if (!entry || !invitation) throw over();
    const { challengeId, name } = entry;
    const challenge = await tx.challenge.findUniqueOrThrow({ where: { id: challengeId } });
    assertNotArchived(challenge);
    const key = { challengeId, userId: person.id };
    const member = await tx.entryMember.findUnique({
      where: { challengeId_userId: key },
      select: { entry: { select: { id: true, name: true } } },
    });
    if (member?.entry.id === entryId) return { slug: challenge.slug, entry: name };
    if (invitation.acceptedAt !== null) throw over();
    if (member) {
      throw new AppError(
        'conflict',
        'already-entered',
        `You are in the entry "${member.entry.name}" of this challenge: a person is in one. Leave it first, or have the two merged.`,
      );
    }
    if (new Date() >= challenge.closesAt) {
      const message = `The challenge ${challenge.slug} closed at ${challenge.closesAt.toISOString()}; nobody joins it any more.`;
      throw new AppError('conflict', 'challenge-closed', message);
    }
    assertRoom(challenge.maxTeamSize, entry.members.length, name);
    assertEligible(await readEligibility(challengeId, [person.id]), challenge.title);
    // The entry was admitted; who joins must be one of those it is for.
    registrationOf(challenge, await readRegistrant(tx, person, challengeId));
    await tx.entryMember.create({ data: { ...key, entryId } });
    await tx.entryInvitation.update({
      where: { id: invitation.id },
      data: { acceptedById: person.id, acceptedAt: new Date() },
    });
    await recordAcceptance(tx, challengeId, await standingRules(tx, challengeId), person);
    await recordAudit(tx, { actor: person, act: 'joined entry', challengeId, subject: name });
    await noticeOverlaps(tx, challengeId, person.id);
    return { slug: challenge.slug, entry: name };
  });
}

async function findInvitation(token: string, by?: string) {
  const found = await db().entryInvitation.findUnique({ where: { tokenHash: hashToken(token) } });
  if (!found || (found.acceptedAt !== null && found.acceptedById !== by) || found.expiresAt <= new Date()) {
    throw over();
  }
  return found;
}

function over(): AppError {
  return new AppError(
    'not-found',
    'invitation-over',
    'This invitation was used, has expired or was taken back. Ask the captain for another.',
  );
}
