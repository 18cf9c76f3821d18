import { AppError } from '#lib/core/errors';
import { stretchAround, zonedMinute } from './calendar.ts';
import { type ChallengePhase, phasesAround } from './challenge-phase.ts';
import type { SubmissionState } from './submission-state.ts';

export interface CountedSubmission {
  state: SubmissionState;
  createdAt: Date;
  /** Whether a worker ever began to score it. */
  scoringBegan: boolean;
}

/** One of the quotas that bind an entry now. */
export interface QuotaLimit {
  per: 'day' | 'week' | 'phase';
  allowed: number;
  used: number;
  left: number;
  /** When it begins anew: the end of the day, the week or the phase. */
  until: Date;
}

/** What an entry has left of its submissions. */
export interface Quota {
  /** Those of the phase that is open, by the challenge's time zone; none between phases. */
  limits: QuotaLimit[];
  /** The least of them; null where nothing limits. */
  left: number | null;
  /** The first moment at which another submission is possible, as far as can be told now: `now` where some are left, null where there is none. */
  nextAt: Date | null;
}

/** Whether a submission costs quota. Refused, failed and cancelled before scoring began cost none. */
export function costsQuota(submission: Pick<CountedSubmission, 'state' | 'scoringBegan'>): boolean {
  if (submission.state === 'refused' || submission.state === 'failed') return false;
  return submission.state !== 'cancelled' || submission.scoringBegan;
}

/**
 * What an entry with these submissions has left at `now`. Days and weeks are those of the zone's clock, so that one on which
 * it is changed has 23 or 25 hours; what was submitted before the phase opened does not count in it.
 */
export function quotaAt(
  submissions: readonly CountedSubmission[],
  phases: readonly ChallengePhase[],
  timeZone: string,
  now: Date,
): Quota {
  const { open, next } = phasesAround(phases, now);
  if (!open) return { limits: [], left: 0, nextAt: next?.opensAt ?? null };
  const stretches = {
    day: stretchAround('day', now, timeZone),
    week: stretchAround('week', now, timeZone),
    phase: { from: open.opensAt, until: open.closesAt },
  };
  const allowed = { day: open.dailyQuota, week: open.weeklyQuota, phase: open.totalQuota };
  const limits = (['day', 'week', 'phase'] as const).flatMap((per): QuotaLimit[] => {
    const most = allowed[per];
    if (most === null) return [];
    const from = stretches[per].from > open.opensAt ? stretches[per].from : open.opensAt;
    const until = stretches[per].until;
    const used = submissions.filter(
      (each) => each.createdAt >= from && each.createdAt < until && costsQuota(each),
    ).length;
    return [{ per, allowed: most, used, left: Math.max(0, most - used), until }];
  });
  const spent = limits.filter(({ left }) => left === 0);
  const again = new Date(Math.max(now.getTime(), ...spent.map(({ until }) => until.getTime())));
  const nextAt = again < open.closesAt ? again : (next?.opensAt ?? null);
  return {
    limits,
    left: limits.length === 0 ? null : Math.min(...limits.map(({ left }) => left)),
    nextAt: spent.length === 0 ? now : nextAt,
  };
}

/** Refuses with AppError `quota-exhausted`, which says the minute when the next is possible, where nothing is left. */
export function assertQuotaLeft(quota: Quota, timeZone: string): void {
  if (quota.left === null || quota.left > 0) return;
  const spent = quota.limits.filter(({ left }) => left === 0);
  const told = spent.map(({ allowed, per }) => `${allowed} of this ${per}`).join(' and ');
  const { nextAt } = quota;
  const next =
    nextAt === null
      ? 'No more is possible before the challenge closes.'
      : `The next is possible at ${zonedMinute(nextAt, timeZone)} (${nextAt.toISOString().slice(0, 16).replace('T', ' ')} UTC).`;
  throw new AppError(
    'exhausted',
    'quota-exhausted',
    `This entry has used its submissions: ${told}. ${next}`,
    { details: { nextAt: nextAt?.toISOString() ?? null } },
  );
}
