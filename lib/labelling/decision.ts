import type { LockedUnit } from './locked-unit.ts';
import { stepUnit, type UnitState } from './unit.ts';
import { type VotePolicy, votesWanted } from './votes-needed.ts';

/** What a unit becomes when an organiser decides it: settled for certain, whatever it was. It costs no vote more. */
export function withDecision(unit: LockedUnit, answer: string): LockedUnit {
  const from = unit.state === 'settled' ? stepUnit('settled', 'open') : unit.state;
  return { ...unit, state: stepUnit(from, 'settled'), answer, confidence: 1, wanted: 0 };
}

/**
 * What a unit that is not open becomes when further people are asked about it: open, with so many votes more than it could get.
 * Refuses an open one with AppError `unit-step`.
 */
export function withOpinion(policy: VotePolicy, unit: LockedUnit, votes: number): LockedUnit {
  const open = {
    ...unit,
    state: stepUnit(unit.state, 'open'),
    answer: null,
    extraVotes: Math.max(unit.extraVotes, unit.voteCount - policy.votesPerUnit) + votes,
  };
  return { ...open, wanted: votesWanted(policy, open) };
}

/** How a unit stood before a decision. */
export interface Standing {
  state: UnitState;
  answer: string | null;
  confidence: number | null;
}

/**
 * What a decided unit becomes when the decision is taken back: as it stood before. Where that is open, what is wanted is what
 * is lacking beyond the live leases.
 */
export function withoutDecision(
  policy: VotePolicy,
  unit: LockedUnit,
  { state, answer, confidence }: Standing,
): LockedUnit {
  const open = stepUnit(unit.state, 'open');
  const before = { ...unit, state: state === 'open' ? open : stepUnit(open, state), answer, confidence };
  return { ...before, wanted: votesWanted(policy, before) };
}
