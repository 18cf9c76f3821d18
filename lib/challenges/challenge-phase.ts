import { AppError } from '#lib/core/errors';
import { zonedMinute } from './calendar.ts';

/** A period in which a challenge takes submissions, with its own quotas and limits. */
export interface ChallengePhase {
  name: string;
  /** The first moment at which it takes submissions. */
  opensAt: Date;
  /** The first at which it does no more. */
  closesAt: Date;
  /** Whether scores of its submissions are told before the results are out. */
  showsScores: boolean;
  /** Submissions of an entry in a day, in a week from Monday and in the whole phase; null: as many as they like. */
  dailyQuota: number | null;
  weeklyQuota: number | null;
  totalQuota: number | null;
  maxModelBytes: number;
  timeLimitSeconds: number;
  memoryLimitMb: number;
}

/** The phase that takes submissions at a moment, and the next that will. Phases stand in the order of their dates. */
export function phasesAround<P extends ChallengePhase>(
  phases: readonly P[],
  now: Date,
): { open: P | null; next: P | null } {
  return {
    open: phases.find(({ opensAt, closesAt }) => opensAt <= now && now < closesAt) ?? null,
    next: phases.find(({ opensAt }) => opensAt > now) ?? null,
  };
}

/** The phase whose limits are told at a moment: the open one, else the next, else the last. */
export function tellingPhase<P extends ChallengePhase>(phases: readonly P[], now: Date): P {
  const { open, next } = phasesAround(phases, now);
  const told = open ?? next ?? phases.at(-1);
  if (!told) throw new Error('A challenge has at least one phase.');
  return told;
}

/**
 * The phase that takes submissions at a moment of the server's clock. Where none does, AppError `not-open-yet`,
 * `between-phases` or `challenge-closed` says so with that clock, and when the next opens.
 */
export function assertPhaseOpen<P extends ChallengePhase>(
  phases: readonly P[],
  timeZone: string,
  now: Date,
): P {
  const { open, next } = phasesAround(phases, now);
  if (open) return open;
  const told = (at: Date) => `${zonedMinute(at, timeZone)} (${at.toISOString()})`;
  const clock = `the server's clock says ${told(now)}`;
  const last = phases.findLast(({ closesAt }) => closesAt <= now);
  if (next) {
    const details = { opensAt: next.opensAt.toISOString() };
    const when = `The challenge takes submissions from ${told(next.opensAt)} on; ${clock}. Come back then.`;
    if (!last) throw new AppError('conflict', 'not-open-yet', when, { details });
    const closed = `The phase ${last.name} closed at ${told(last.closesAt)}.`;
    throw new AppError('conflict', 'between-phases', `${closed} ${when}`, { details });
  }
  const closedAt = last?.closesAt ?? now;
  throw new AppError(
    'conflict',
    'challenge-closed',
    `The challenge closed at ${told(closedAt)}; ${clock}. It takes no more submissions.`,
    { details: { closedAt: closedAt.toISOString() } },
  );
}
