import type { Person } from '#lib/identity/person';
import { db } from '#lib/infra/db/client';
import type { Quota } from '../quota.ts';
import { isWithheld, shownScores } from '../score-shown.ts';
import type { SubmissionState } from '../submission-state.ts';
import { countQuota } from './count-quota.ts';
import { findChallenge } from './find-challenge.ts';
import { shownErrorOf } from './shown-error.ts';

export interface MyEntry {
  id: string;
  name: string;
  baseline: boolean;
  rulesAcceptedAt: Date;
  members: string[];
  quota: Quota;
  /** The newest first. */
  submissions: {
    id: string;
    name: string;
    state: SubmissionState;
    createdAt: Date;
    /** On the held-out split, from 0 to 1. */
    top1Error: number | null;
  }[];
}

/** A person's own entry in a challenge with what it has left today; null for visitors and who has not entered. */
export async function getMyEntry(person: Person | null, slug: string): Promise<MyEntry | null> {
  if (!person) return null;
  const challenge = await findChallenge(slug);
  const now = new Date();
  const shown = shownScores(challenge, now);
  const entry = await db().entry.findFirst({
    where: { challengeId: challenge.id, members: { some: { userId: person.id } } },
    include: {
      members: { select: { user: { select: { name: true } } } },
      submissions: {
        orderBy: { createdAt: 'desc' },
        select: {
          id: true,
          name: true,
          state: true,
          createdAt: true,
          phasePosition: true,
          scores: { where: { split: 'test', part: shown.part }, select: { top1Error: true, ladder: true } },
        },
      },
    },
  });
  if (!entry) return null;
  return {
    id: entry.id,
    name: entry.name,
    baseline: entry.baseline,
    rulesAcceptedAt: entry.rulesAcceptedAt,
    members: entry.members.map(({ user }) => user.name),
    quota: await countQuota(db(), entry.id, challenge, now),
    submissions: entry.submissions.map(({ scores, phasePosition, ...submission }) => ({
      ...submission,
      top1Error: isWithheld(challenge, phasePosition, now) ? null : shownErrorOf(challenge, shown, scores[0]),
    })),
  };
}
