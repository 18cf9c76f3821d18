import { AppError } from '#lib/core/errors';
import { assertRole, type Person } from '#lib/identity/person';
import { db } from '#lib/infra/db/client';
import type { EntryState } from '#lib/infra/db/generated/client';
import { assertEligible } from '../eligibility.ts';
import type { NewEntry } from '../entry.ts';
import { phaseAt } from '../phase.ts';
import { registrationOf } from '../registration.ts';
import { recordAcceptance, standingRules } from './accept-rules.ts';
import { assertNotArchived } from './assert-not-archived.ts';
import { findChallenge } from './find-challenge.ts';
import { readEligibility } from './get-eligibility.ts';
import { noticeOverlaps } from './notice-overlaps.ts';
import { readRegistrant } from './read-registrant.ts';
import { recordAudit } from './record-audit.ts';

export interface EntryView {
  id: string;
  name: string;
  baseline: boolean;
  /** One that is pending waits for an organiser; it submits once it is admitted. */
  state: EntryState;
  track: string | null;
  rulesAcceptedAt: Date;
}

/**
 * Makes a person's entry in a challenge, which records that they accept its rules. A person is in one entry a
 * challenge; asking again for the same entry gives it again. Who labelled images that it holds out is refused
 * (`labelled-held-out`), unless admitted. Baseline entries are made by organisers. Registration by approval makes it
 * pending; by domain or invitation it may be refused (`registration-domain`, `registration-invitation`).
 */
export async function enterChallenge(
  person: Person | null,
  slug: string,
  input: NewEntry,
): Promise<EntryView> {
  assertRole(person, input.baseline ? 'organiser' : 'researcher');
  const challenge = await findChallenge(slug);
  const held = await entryOf(person, challenge.id);
  if (held) return sameOrRefuse(held, input);
  const phase = phaseAt(challenge, new Date());
  assertNotArchived(challenge);
  if (phase === 'closed' || phase === 'published') {
    const message = `The challenge ${slug} closed at ${challenge.closesAt.toISOString()}; it takes no more entries.`;
    throw new AppError('conflict', 'challenge-closed', message);
  }
  if (!input.baseline) assertEligible(await readEligibility(challenge.id, [person.id]), challenge.title);
  const trackSlug = input.baseline && !input.track ? null : await chooseTrack(challenge.id, input.track);
  const state = input.baseline
    ? 'admitted'
    : registrationOf(challenge, await readRegistrant(db(), person, challenge.id));
  try {
    return await db().$transaction(async (tx) => {
      const version = await standingRules(tx, challenge.id);
      const { acceptedAt } = await recordAcceptance(tx, challenge.id, version, person);
      const entry = await tx.entry.create({
        data: {
          challengeId: challenge.id,
          name: input.name,
          captainId: person.id,
          baseline: input.baseline,
          state,
          trackSlug,
          rulesAcceptedAt: acceptedAt,
          members: { create: { challengeId: challenge.id, userId: person.id } },
        },
        select: entryFields,
      });
      await recordAudit(tx, {
        actor: person,
        act: 'entered challenge',
        challengeId: challenge.id,
        subject: input.name,
        detail: { state, track: trackSlug, rules: version },
      });
      await noticeOverlaps(tx, challenge.id, person.id);
      return toView(entry);
    });
  } catch (cause) {
    if ((cause as { code?: string }).code !== 'P2002') throw cause;
    // Sent twice at once: the other one made it.
    const made = await entryOf(person, challenge.id);
    if (made) return sameOrRefuse(made, input);
    throw new AppError(
      'conflict',
      'entry-name-taken',
      `Another entry of this challenge is called "${input.name}": choose another name.`,
      { details: { field: 'name' } },
    );
  }
}

const entryFields = {
  id: true,
  name: true,
  baseline: true,
  state: true,
  trackSlug: true,
  rulesAcceptedAt: true,
} as const;

function toView({ trackSlug, ...entry }: Omit<EntryView, 'track'> & { trackSlug: string | null }): EntryView {
  return { ...entry, track: trackSlug };
}

/** The track that an entry is in; null in a challenge without tracks. */
async function chooseTrack(challengeId: string, chosen: string | undefined): Promise<string | null> {
  const tracks = await db().challengeTrack.findMany({
    where: { challengeId },
    orderBy: { position: 'asc' },
    select: { slug: true },
  });
  const slugs = tracks.map(({ slug }) => slug);
  if (chosen === undefined && slugs.length === 0) return null;
  if (chosen !== undefined && slugs.includes(chosen)) return chosen;
  const found = chosen === undefined ? 'No track was chosen' : `There is no track "${chosen}"`;
  const expected =
    slugs.length === 0 ? 'this challenge has none: leave it out' : `choose one of ${slugs.join(', ')}`;
  throw new AppError('invalid', 'no-such-track', `${found}; ${expected}.`, { details: { field: 'track' } });
}

async function entryOf(person: Person, challengeId: string): Promise<EntryView | undefined> {
  const member = await db().entryMember.findUnique({
    where: { challengeId_userId: { challengeId, userId: person.id } },
    select: { entry: { select: entryFields } },
  });
  return member ? toView(member.entry) : undefined;
}

function sameOrRefuse(held: EntryView, input: NewEntry): EntryView {
  if (held.name === input.name && held.baseline === input.baseline) return held;
  throw new AppError(
    'conflict',
    'already-entered',
    `You are in this challenge already, in the entry "${held.name}": a person is in one entry a challenge.`,
  );
}
