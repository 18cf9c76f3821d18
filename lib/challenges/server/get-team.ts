import { assertRole, type Person } from '#lib/identity/person';
import { db } from '#lib/infra/db/client';
import type { EntryState } from '#lib/infra/db/generated/client';
import { findChallenge } from './find-challenge.ts';

export interface Team {
  id: string;
  name: string;
  state: EntryState;
  stateReason: string | null;
  disqualifiedFor: string | null;
  track: string | null;
  baseline: boolean;
  /** Whether the asking person leads it. */
  captain: boolean;
  people: { id: string; name: string; captain: boolean; you: boolean }[];
  /** Whether nobody leaves any more, as it has submitted. */
  fixed: boolean;
  maxTeamSize: number;
  /** Open ones; for the captain alone. */
  invitations: { id: string; email: string | null; expiresAt: Date }[];
  /** Proposals that wait for an answer; for the captain alone. */
  merges: { id: string; from: string; into: string; mine: boolean; members: string[] }[];
  /** Until when entries may become one; null where it is over or never was. */
  mergeUntil: Date | null;
  /** The version of the rules that stands, where this person has not accepted it; else null. */
  rulesToAccept: number | null;
}

/** A person's own team in a challenge; null for visitors and who has not entered. */
export async function getTeam(person: Person | null, slug: string): Promise<Team | null> {
  if (!person) return null;
  assertRole(person);
  const challenge = await findChallenge(slug);
  const challengeId = challenge.id;
  const now = new Date();
  const entry = await db().entry.findFirst({
    where: { challengeId, members: { some: { userId: person.id } } },
    include: {
      members: { orderBy: { joinedAt: 'asc' }, select: { user: { select: { id: true, name: true } } } },
      invitations: {
        where: { acceptedAt: null, expiresAt: { gt: now } },
        orderBy: { createdAt: 'desc' },
        select: { id: true, email: true, expiresAt: true },
      },
      _count: { select: { submissions: true } },
    },
  });
  if (!entry) return null;
  const captain = entry.captainId === person.id;
  const named = {
    select: { name: true, members: { select: { user: { select: { name: true } } } } },
  } as const;
  const [merges, rules] = await Promise.all([
    db().entryMerge.findMany({
      where: { OR: [{ fromEntryId: entry.id }, { intoEntryId: entry.id }] },
      orderBy: { createdAt: 'desc' },
      include: { from: named, into: named },
    }),
    db().challengeRules.findFirst({
      where: { challengeId },
      orderBy: { version: 'desc' },
      select: { version: true, acceptances: { where: { userId: person.id }, select: { version: true } } },
    }),
  ]);
  return {
    id: entry.id,
    name: entry.name,
    state: entry.state,
    stateReason: entry.stateReason,
    disqualifiedFor: entry.disqualifiedFor,
    track: entry.trackSlug,
    baseline: entry.baseline,
    captain,
    people: entry.members.map(({ user }) => ({
      ...user,
      captain: user.id === entry.captainId,
      you: user.id === person.id,
    })),
    fixed: entry._count.submissions > 0,
    maxTeamSize: challenge.maxTeamSize,
    invitations: captain ? entry.invitations : [],
    merges: captain
      ? merges.map(({ id, from, into, fromEntryId }) => ({
          id,
          from: from.name,
          into: into.name,
          mine: fromEntryId === entry.id,
          members: from.members.map(({ user }) => user.name),
        }))
      : [],
    mergeUntil: challenge.mergeUntil && challenge.mergeUntil > now ? challenge.mergeUntil : null,
    rulesToAccept: rules && rules.acceptances.length === 0 && !entry.baseline ? rules.version : null,
  };
}
