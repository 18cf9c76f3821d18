import { AppError } from '#lib/core/errors';
import type { SubmissionState } from './submission-state.ts';

export interface CountedSubmission {
  state: SubmissionState;
  createdAt: Date;
  /** Whether a worker ever began to score it. */
  scoringBegan: boolean;
}

/** What an entry has left of its submissions today. A day is a UTC day. */
export interface Quota {
  daily: number;
  used: number;
  left: number;
  /** The first moment at which another submission is possible, as far as can be told now: `now` where some are left. */
  nextAt: Date;
}

/** The moment at which the UTC day of `now` began. */
export function startOfDay(now: Date): Date {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()));
}

/** Whether a submission costs quota. Refused, failed and cancelled before scoring began cost none. */
export function costsQuota(submission: Pick<CountedSubmission, 'state' | 'scoringBegan'>): boolean {
  if (submission.state === 'refused' || submission.state === 'failed') return false;
  return submission.state !== 'cancelled' || submission.scoringBegan;
}

/** What an entry with these submissions has left at `now`; those of other days are not counted. */
export function quotaAt(submissions: readonly CountedSubmission[], daily: number, now: Date): Quota {
  const today = startOfDay(now);
  const tomorrow = new Date(today.getTime() + 86_400_000);
  const used = submissions.filter(
    (each) => each.createdAt >= today && each.createdAt < tomorrow && costsQuota(each),
  ).length;
  const left = Math.max(0, daily - used);
  return { daily, used, left, nextAt: left > 0 ? now : tomorrow };
}

/** Refuses with AppError `quota-exhausted`, which says the minute when the next is possible, where nothing is left. */
export function assertQuotaLeft(quota: Quota): void {
  if (quota.left > 0) return;
  const nextAt = quota.nextAt.toISOString();
  throw new AppError(
    'exhausted',
    'quota-exhausted',
    `This entry has used its ${quota.daily} ${quota.daily === 1 ? 'submission' : 'submissions'} of today (UTC). ` +
      `The next is possible at ${nextAt.slice(0, 16).replace('T', ' ')} UTC.`,
    { details: { nextAt, daily: quota.daily } },
  );
}
