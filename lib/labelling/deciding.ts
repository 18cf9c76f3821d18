import { codeVotes } from './consensus/coded-votes.ts';
import { majority } from './consensus/majority.ts';
import type { Judge } from './judge.ts';
import type { NamedUnit, UnitVote } from './locked-unit.ts';
import { settleUnit } from './settling.ts';
import type { UnitState } from './unit.ts';
import { type VotePolicy, votesLeft } from './votes-needed.ts';

/** What votes make of a unit. */
export interface Deciding {
  state: UnitState;
  /** Null unless it is settled. */
  answer: string | null;
  /** The probability of the answer; of a unit that is not settled, of the likeliest one, where that is known. */
  confidence: number | null;
}

export type DecideUnit = (
  unit: Pick<NamedUnit, 'synsetId' | 'voteCount' | 'extraVotes'>,
  votes: readonly UnitVote[],
) => Deciding;

/** Decides a unit that has all its votes by majority: settled, or contested where there is a tie. */
export function byMajority(policy: VotePolicy): DecideUnit {
  return (unit, votes) => {
    if (votesLeft(policy, unit) > 0) return { state: 'open', answer: null, confidence: null };
    const coding = codeVotes(votes.map(({ unitId, answer }) => ({ unit: unitId, answer })));
    const { answers, confidence } = majority(coding.votes);
    const answer = coding.answerNames[answers[0] as number];
    if (answer === undefined) return { state: 'contested', answer: null, confidence: null };
    return { state: 'settled', answer, confidence: confidence[0] as number };
  };
}

/**
 * Settles a unit as soon as its answer is as likely as the campaign wants it, by what is known of who voted; contests one whose
 * votes have run out before.
 */
export function whenSure(policy: VotePolicy & { targetConfidence: number }, judge: Judge): DecideUnit {
  const settling = { kind: 'adaptive', target: policy.targetConfidence } as const;
  return (unit, votes) => {
    const { answer, confidence, votes: backing } = judge(unit.synsetId, votes);
    const left = votesLeft(policy, unit);
    const state = settleUnit(settling, { votes: backing, left, confidence });
    return { state, answer: state === 'settled' ? answer : null, confidence };
  };
}
