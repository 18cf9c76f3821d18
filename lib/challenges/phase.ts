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
