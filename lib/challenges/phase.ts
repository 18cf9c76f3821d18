import { AppError } from '#lib/core/errors';

/** upcoming -> open -> closed -> published: what a challenge's times make of the present moment. */
export type Phase = 'upcoming' | 'open' | 'closed' | 'published';

export interface ChallengeTimes {
  /** The first moment at which submissions are taken. */
  opensAt: Date;
  /** The first moment at which they are no more. */
  closesAt: Date;
  /** From when on the results count as final; null until the organiser says. */
  publishedAt: Date | null;
}

/** The phase of a challenge at a moment of the server's clock. Results cannot be out while submissions are taken. */
export function phaseAt(times: ChallengeTimes, now: Date): Phase {
  if (now < times.opensAt) return 'upcoming';
  if (now < times.closesAt) return 'open';
  return times.publishedAt !== null && now >= times.publishedAt ? 'published' : 'closed';
}

/** Refuses with AppError `not-open-yet` or `challenge-closed`, which say the server's time, unless the phase is open. */
export function assertOpen(times: ChallengeTimes, now: Date): void {
  const phase = phaseAt(times, now);
  if (phase === 'open') return;
  const clock = `the server's clock says ${now.toISOString()}`;
  if (phase === 'upcoming') {
    throw new AppError(
      'conflict',
      'not-open-yet',
      `The challenge takes submissions from ${times.opensAt.toISOString()} on; ${clock}. Come back then.`,
      { details: { opensAt: times.opensAt.toISOString() } },
    );
  }
  throw new AppError(
    'conflict',
    'challenge-closed',
    `The challenge closed at ${times.closesAt.toISOString()}; ${clock}. It takes no more submissions.`,
    { details: { closedAt: times.closesAt.toISOString() } },
  );
}
