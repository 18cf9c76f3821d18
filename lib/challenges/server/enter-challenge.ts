import { AppError } from '#lib/core/errors';
import { assertRole, type Person } from '#lib/identity/person';
import { db } from '#lib/infra/db/client';
import { assertEligible } from '../eligibility.ts';
import type { NewEntry } from '../entry.ts';
import { phaseAt } from '../phase.ts';
import { findChallenge } from './find-challenge.ts';
import { readEligibility } from './get-eligibility.ts';

export interface EntryView {
  id: string;
  name: string;
  baseline: boolean;
  rulesAcceptedAt: Date;
}

/**
 * Makes a person's entry in a challenge, which records that they accept its rules. A person is in one entry a
 * challenge; asking again for the same entry gives it again. Who labelled images that it holds out is refused
 * (`labelled-held-out`), unless admitted. Baseline entries are made by organisers.
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
  if (phase === 'closed' || phase === 'published') {
    const message = `The challenge ${slug} closed at ${challenge.closesAt.toISOString()}; it takes no more entries.`;
    throw new AppError('conflict', 'challenge-closed', message);
  }
  if (!input.baseline) assertEligible(await readEligibility(challenge.id, [person.id]), challenge.title);
  try {
    return await db().entry.create({
      data: {
        challengeId: challenge.id,
        name: input.name,
        baseline: input.baseline,
        rulesAcceptedAt: new Date(),
        members: { create: { challengeId: challenge.id, userId: person.id } },
      },
      select: { id: true, name: true, baseline: true, rulesAcceptedAt: true },
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

async function entryOf(person: Person, challengeId: string): Promise<EntryView | undefined> {
  const member = await db().entryMember.findUnique({
    where: { challengeId_userId: { challengeId, userId: person.id } },
    select: { entry: { select: { id: true, name: true, baseline: true, rulesAcceptedAt: true } } },
  });
  return member?.entry;
}

function sameOrRefuse(held: EntryView, input: NewEntry): EntryView {
  if (held.name === input.name && held.baseline === input.baseline) return held;
  throw new AppError(
    'conflict',
    'already-entered',
    `You are in this challenge already, in the entry "${held.name}": a person is in one entry a challenge.`,
  );
}
