import type { LockedUnit } from './locked-unit.ts';
import { stepUnit } from './unit.ts';
import { type VotePolicy, votesWanted } from './votes-needed.ts';

/**
 * What units become when a vote on each is taken back and whoever gave it holds the unit on a lease again: they are open, and
 * whatever they had been decided to be falls. What is wanted is what is lacking beyond the live leases.
 */
export function takeBackVotes<Unit extends LockedUnit>(policy: VotePolicy, units: readonly Unit[]): Unit[] {
  return units.map((unit) => {
    const state = unit.state === 'open' ? unit.state : stepUnit(unit.state, 'open');
    const open = { ...unit, state, voteCount: unit.voteCount - 1, answer: null, confidence: null };
    return { ...open, wanted: votesWanted(policy, open) };
  });
}
