import { AppError } from '#lib/core/errors';
import { assertRole, type Person } from '#lib/identity/person';
import { type Db, db } from '#lib/infra/db/client';
import { zonedMinute } from '../calendar.ts';
import { phasesAround } from '../challenge-phase.ts';
import { countQuota } from './count-quota.ts';
import { captainsEntry, lockEntries, type OwnTeam, readTeam } from './entry-of.ts';
import type { FoundChallenge } from './find-challenge.ts';
import { assertRoom } from './invite-member.ts';
import { recordAudit } from './record-audit.ts';

type Team = NonNullable<Awaited<ReturnType<typeof readTeam>>>;

/**
 * Proposes that the captain's entry become part of another, whose captain answers. Proposed again it is the same. Throws
 * AppError `captain-needed`, `no-such-entry`, and whatever would refuse the merge now.
 */
export async function proposeMerge(
  person: Person | null,
  slug: string,
  into: string,
): Promise<{ id: string; into: string }> {
  assertRole(person, 'researcher');
  return db().$transaction(async (tx) => {
    const from = await captainsEntry(tx, person, slug);
    const found = await tx.entry.findUnique({
      where: { challengeId_name: { challengeId: from.challengeId, name: into } },
      select: { id: true },
    });
    const target = found && (await readTeam(tx, found.id));
    if (!target || target.id === from.id) {
      throw new AppError(
        'invalid',
        'no-such-entry',
        `No other entry of this challenge is called "${into}".`,
        {
          details: { field: 'into' },
        },
      );
    }
    await assertMayMerge(tx, from.challenge, from, target);
    const key = { fromEntryId: from.id, intoEntryId: target.id };
    const { id } = await tx.entryMerge.upsert({
      where: { fromEntryId_intoEntryId: key },
      create: { ...key, challengeId: from.challengeId, proposedById: person.id },
      update: {},
    });
    return { id, into: target.name };
  });
}

/** Takes a proposal away: the captain of either entry. One that is gone stays gone. */
export async function declineMerge(person: Person | null, slug: string, id: string): Promise<void> {
  assertRole(person, 'researcher');
  await db().$transaction(async (tx) => {
    const entry = await captainsEntry(tx, person, slug);
    await tx.entryMerge.deleteMany({
      where: { id, OR: [{ fromEntryId: entry.id }, { intoEntryId: entry.id }] },
    });
  });
}

/**
 * Makes one entry of two: members and submissions go to that of the captain who accepts, so that the quota counts those of
 * both; the other ends. Throws AppError `merge-over` (proposal gone), `merging-over` (past its date), `team-full`,
 * `merge-over-quota` (together they sent more than the phase allows), `merge-refused` (other tracks, baselines, not admitted).
 */
export async function acceptMerge(
  person: Person | null,
  slug: string,
  id: string,
): Promise<{ entry: string }> {
  assertRole(person, 'researcher');
  const proposed = await db().entryMerge.findUnique({ where: { id } });
  return db().$transaction(async (tx) => {
    // Both before either is read, in the order that everybody takes.
    if (proposed) await lockEntries(tx, [proposed.fromEntryId, proposed.intoEntryId]);
    const into = await captainsEntry(tx, person, slug);
    const merge = await tx.entryMerge.findFirst({ where: { id, intoEntryId: into.id } });
    const from = merge && (await readTeam(tx, merge.fromEntryId));
    if (!from) {
      const message =
        'This proposal is gone: it was taken back, or one of the two entries was merged elsewhere.';
      throw new AppError('conflict', 'merge-over', message);
    }
    await assertMayMerge(tx, into.challenge, from, into);
    await move(tx, from, into);
    await recordAudit(tx, {
      actor: person,
      act: 'merged entries',
      challengeId: into.challengeId,
      subject: into.name,
      detail: { ended: from.name, members: from.members.map(({ user }) => user.name) },
    });
    return { entry: into.name };
  });
}

async function move(tx: Db, from: Team, into: OwnTeam): Promise<void> {
  await tx.entryMember.updateMany({ where: { entryId: from.id }, data: { entryId: into.id } });
  // Two entries may have called uploads the same; what is in is not sent again.
  await tx.submission.updateMany({
    where: { entryId: from.id },
    data: { entryId: into.id, idempotencyKey: null, final: false },
  });
  await tx.entry.delete({ where: { id: from.id } });
}

async function assertMayMerge(tx: Db, challenge: FoundChallenge, from: Team, into: Team): Promise<void> {
  const now = new Date();
  const { mergeUntil, timeZone } = challenge;
  if (mergeUntil === null || now >= mergeUntil) {
    const until = mergeUntil && `until ${zonedMinute(mergeUntil, timeZone)}`;
    throw new AppError(
      'conflict',
      'merging-over',
      `Entries of this challenge ${until ? `could be merged ${until}` : 'are not merged'}; the server's clock says ${zonedMinute(now, timeZone)}.`,
    );
  }
  assertRoom(challenge.maxTeamSize, into.members.length, into.name, from.members.length);
  const refused = (why: string) =>
    new AppError('conflict', 'merge-refused', `${from.name} and ${into.name} ${why}.`);
  if (from.baseline || into.baseline) throw refused('are not both teams: one is of baselines');
  if (from.trackSlug !== into.trackSlug)
    throw refused(`are in other tracks: ${from.trackSlug} and ${into.trackSlug}`);
  for (const { state, disqualifiedAt } of [from, into]) {
    if (state !== 'admitted' || disqualifiedAt !== null) throw refused('do not both take part');
  }
  const { open } = phasesAround(challenge.phases, now);
  if (!open?.totalQuota) return;
  let sent = 0;
  for (const { id } of [from, into]) {
    const { limits } = await countQuota(tx, id, challenge, now);
    sent += limits.find(({ per }) => per === 'phase')?.used ?? 0;
  }
  if (sent > open.totalQuota) {
    throw new AppError(
      'conflict',
      'merge-over-quota',
      `Together the two sent ${sent} submissions in the phase ${open.name}, which allows ${open.totalQuota}: they cannot become one entry in it.`,
    );
  }
}
