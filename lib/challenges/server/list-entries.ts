import { assertRole, type Person } from '#lib/identity/person';
import { db } from '#lib/infra/db/client';
import type { EntryState } from '#lib/infra/db/generated/client';
import { findChallenge } from './find-challenge.ts';

export interface EntryRow {
  id: string;
  name: string;
  baseline: boolean;
  state: EntryState;
  stateReason: string | null;
  track: string | null;
  disqualifiedFor: string | null;
  createdAt: Date;
  captain: string;
  members: { name: string; email: string; emailVerified: boolean }[];
  submissions: number;
}

export interface OverlapRow {
  id: string;
  kind: 'model' | 'address' | 'signup';
  people: [OverlapPerson, OverlapPerson];
  evidence: string;
  at: Date;
  judgement: string | null;
}

interface OverlapPerson {
  name: string;
  /** Null where they left the challenge meanwhile. */
  entry: string | null;
}

/** The entries of a challenge, those that wait for a decision first. Organisers only. */
export async function listEntries(person: Person | null, slug: string): Promise<EntryRow[]> {
  assertRole(person, 'organiser');
  const { id: challengeId } = await findChallenge(slug);
  const entries = await db().entry.findMany({
    where: { challengeId },
    orderBy: [{ state: 'asc' }, { createdAt: 'desc' }],
    include: {
      captain: { select: { name: true } },
      members: {
        orderBy: { joinedAt: 'asc' },
        select: { user: { select: { name: true, email: true, emailVerified: true } } },
      },
      _count: { select: { submissions: true } },
    },
  });
  return entries.map((entry) => ({
    id: entry.id,
    name: entry.name,
    baseline: entry.baseline,
    state: entry.state,
    stateReason: entry.stateReason,
    track: entry.trackSlug,
    disqualifiedFor: entry.disqualifiedFor,
    createdAt: entry.createdAt,
    captain: entry.captain.name,
    members: entry.members.map(({ user }) => ({ ...user, emailVerified: user.emailVerified !== null })),
    submissions: entry._count.submissions,
  }));
}

/** Accounts of a challenge that may be one person's, those that nobody judged first. Organisers only. */
export async function listOverlaps(person: Person | null, slug: string): Promise<OverlapRow[]> {
  assertRole(person, 'organiser');
  const { id: challengeId } = await findChallenge(slug);
  const named = {
    select: {
      name: true,
      memberships: { where: { challengeId }, select: { entry: { select: { name: true } } } },
    },
  } as const;
  const overlaps = await db().accountOverlap.findMany({
    where: { challengeId },
    orderBy: [{ judgedAt: { sort: 'desc', nulls: 'first' } }, { at: 'desc' }],
    include: { first: named, second: named },
  });
  const toPerson = (user: (typeof overlaps)[number]['first']): OverlapPerson => ({
    name: user.name,
    entry: user.memberships[0]?.entry.name ?? null,
  });
  return overlaps.map(({ id, kind, evidence, at, judgement, first, second }) => ({
    id,
    kind,
    evidence,
    at,
    judgement,
    people: [toPerson(first), toPerson(second)],
  }));
}
