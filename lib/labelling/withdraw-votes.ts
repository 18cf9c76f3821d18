import type { LockedUnit } from './admit-votes.ts';
import { stepUnit } from './unit.ts';

/** A unit that loses a vote, with the live leases that others hold on it. */
export interface WithdrawnFrom {
  unit: LockedUnit;
  leases: number;
}

/**
 * What units become when a vote on each is withdrawn and whoever gave it holds the unit on a lease again: with a vote too few
 * they are open, and whatever they had been decided to be falls. What is wanted is what is lacking beyond the live leases.
 */
export function withdrawVotes(votesPerUnit: number, units: readonly WithdrawnFrom[]): LockedUnit[] {
  return units.map(({ unit, leases }) => {
    const voteCount = unit.voteCount - 1;
    return {
      ...unit,
      state: unit.state === 'open' ? 'open' : stepUnit(unit.state, 'open'),
      voteCount,
      wanted: Math.max(0, votesPerUnit - voteCount - leases - 1),
      answer: null,
      confidence: null,
    };
  });
}
