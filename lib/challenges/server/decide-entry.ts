import { AppError } from '#lib/core/errors';
import { assertRole, type Person } from '#lib/identity/person';
import { db } from '#lib/infra/db/client';
import type { EntryDecision } from '../team.ts';
import { assertNotArchived } from './assert-not-archived.ts';
import { lockEntries } from './entry-of.ts';
import { findChallenge } from './find-challenge.ts';
import { recordAudit } from './record-audit.ts';

/** Admits an entry or declines it with a reason that its members read. Said again it stays so. Organisers only. */
export async function decideEntry(
  person: Person | null,
  slug: string,
  entryId: string,
  decision: EntryDecision,
): Promise<void> {
  assertRole(person, 'organiser');
  await changeEntry(person, slug, entryId, `${decision.decision} entry`, {
    state: decision.decision,
    stateReason: decision.decision === 'declined' ? decision.reason : null,
  });
}

/** Disqualifies an entry with a reason that shows wherever it is, or with null takes that back. Organisers only. */
export async function disqualifyEntry(
  person: Person | null,
  slug: string,
  entryId: string,
  reason: string | null,
): Promise<void> {
  assertRole(person, 'organiser');
  await changeEntry(person, slug, entryId, reason === null ? 'requalified entry' : 'disqualified entry', {
    disqualifiedAt: reason === null ? null : new Date(),
    disqualifiedFor: reason,
  });
}

/** The same of one submission. Organisers only. */
export async function disqualifySubmission(
  person: Person | null,
  id: string,
  reason: string | null,
): Promise<void> {
  assertRole(person, 'organiser');
  await db().$transaction(async (tx) => {
    const found = await tx.submission.findUnique({
      where: { id },
      select: { name: true, entry: { select: { name: true, challenge: true } } },
    });
    if (!found) throw new AppError('not-found', 'no-such-submission', `There is no submission ${id}.`);
    assertNotArchived(found.entry.challenge);
    await tx.submission.update({
      where: { id },
      data: { disqualifiedAt: reason === null ? null : new Date(), disqualifiedFor: reason },
    });
    await recordAudit(tx, {
      actor: person,
      act: reason === null ? 'requalified submission' : 'disqualified submission',
      challengeId: found.entry.challenge.id,
      subject: `${found.name} of ${found.entry.name}`,
      detail: { reason },
    });
  });
}

/** An organiser's word on two accounts that may be one person's. */
export async function judgeOverlap(
  person: Person | null,
  slug: string,
  id: string,
  judgement: string,
): Promise<void> {
  assertRole(person, 'organiser');
  await db().$transaction(async (tx) => {
    const challenge = await findChallenge(slug, tx);
    const overlap = await tx.accountOverlap.findFirst({
      where: { id, challengeId: challenge.id },
      include: { first: { select: { name: true } }, second: { select: { name: true } } },
    });
    if (!overlap) throw new AppError('not-found', 'no-such-overlap', `There is no overlap ${id} in ${slug}.`);
    await tx.accountOverlap.update({
      where: { id },
      data: { judgedById: person.id, judgedAt: new Date(), judgement },
    });
    await recordAudit(tx, {
      actor: person,
      act: 'judged overlap',
      challengeId: challenge.id,
      subject: `${overlap.first.name} and ${overlap.second.name}`,
      detail: { judgement },
    });
  });
}

interface EntryChange {
  state?: 'admitted' | 'declined';
  stateReason?: string | null;
  disqualifiedAt?: Date | null;
  disqualifiedFor?: string | null;
}

async function changeEntry(person: Person, slug: string, entryId: string, act: string, change: EntryChange) {
  await db().$transaction(async (tx) => {
    const challenge = await findChallenge(slug, tx);
    assertNotArchived(challenge);
    await lockEntries(tx, [entryId]);
    const entry = await tx.entry.findFirst({ where: { id: entryId, challengeId: challenge.id } });
    if (!entry) throw new AppError('not-found', 'no-such-entry', `There is no entry ${entryId} in ${slug}.`);
    await tx.entry.update({ where: { id: entryId }, data: change });
    await recordAudit(tx, {
      actor: person,
      act,
      challengeId: challenge.id,
      subject: entry.name,
      detail: { reason: change.disqualifiedFor ?? change.stateReason ?? null },
    });
  });
}
