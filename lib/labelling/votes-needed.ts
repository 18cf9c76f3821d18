import { LEAST_VOTES } from './settling.ts';
import type { UnitState } from './unit.ts';

/** How a campaign decides its units. */
export interface VotePolicy {
  /** The most votes that a unit gets; without a target, all that majority decides on. */
  votesPerUnit: number;
  /** The probability of its answer at which a unit settles; null for majority. */
  targetConfidence: number | null;
}

/** What has been asked of a unit. */
export interface UnitVoteCount {
  voteCount: number;
  /** Votes beyond the campaign's most that an organiser has asked for. */
  extraVotes: number;
}

/** Votes that a unit may still get before it goes to review. */
export function votesLeft({ votesPerUnit }: VotePolicy, { voteCount, extraVotes }: UnitVoteCount): number {
  return Math.max(0, votesPerUnit + extraVotes - voteCount);
}

/**
 * Votes that an open unit is to be given next. Majority needs all that it may get. With a target nobody knows which vote will be
 * the last, so it asks for the least that can settle it, then for one at a time: no vote is given that was not needed.
 */
export function votesNeeded(policy: VotePolicy, unit: UnitVoteCount): number {
  const left = votesLeft(policy, unit);
  if (policy.targetConfidence === null) return left;
  return Math.min(left, Math.max(1, LEAST_VOTES - unit.voteCount));
}

/** Votes that may still be leased: those needed less those that live leases, the takers who have not voted, will bring. */
export function votesWanted(
  policy: VotePolicy,
  unit: UnitVoteCount & { state: UnitState; takers: readonly string[] },
): number {
  if (unit.state !== 'open') return 0;
  const leases = unit.takers.length - unit.voteCount;
  return Math.max(0, votesNeeded(policy, unit) - leases);
}
