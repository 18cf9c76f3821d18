import type { CodedVotes } from './coded-votes.ts';
import type { Consensus } from './consensus.ts';
import { groupByUnit } from './group-votes.ts';

/** What becomes of a unit of which two answers share the lead: no answer, or the one that is more frequent over all votes. */
export type Ties = 'undecided' | 'more-frequent';

/**
 * Majority vote. Model: all labelers are equally good and no answer is likelier than another before the votes, so the most
 * likely answer of unit u is the most frequent one,
 *
 *     answer(u) = argmax_a n(u, a),    confidence(u) = n(u, answer) / sum_a n(u, a),
 *
 * the confidence being the maximum-likelihood estimate of the chance that another labeler would answer so. Where two
 * answers share the lead the answer is -1, or, asked for, the more frequent over all votes (of equals the lower number); the
 * confidence is the leaders' share. A unit without a vote has answer -1 and confidence 0.
 * The baseline of Zheng et al., VLDB 2017; on votes of unequal labelers Dawid and Skene 1979 does better.
 * Time grows with votes, memory with units and answers.
 */
export function majority(votes: CodedVotes, ties: Ties = 'undecided'): Consensus {
  const { unitCount, answerCount } = votes;
  const { starts, order } = groupByUnit(votes);
  const answers = new Int32Array(unitCount).fill(-1);
  const confidence = new Float64Array(unitCount);
  const counts = new Int32Array(answerCount);
  const totals = ties === 'more-frequent' ? countAnswers(votes) : null;
  for (let unit = 0; unit < unitCount; unit++) {
    const start = starts[unit] as number;
    const end = starts[unit + 1] as number;
    let most = 0;
    for (let i = start; i < end; i++) {
      const answer = votes.answers[order[i] as number] as number;
      const count = (counts[answer] as number) + 1;
      counts[answer] = count;
      most = Math.max(most, count);
    }
    let leader = -1;
    let tied = false;
    for (let i = start; i < end; i++) {
      const answer = votes.answers[order[i] as number] as number;
      if (counts[answer] === most) {
        tied ||= leader !== -1;
        if (leader === -1 || (totals !== null && comesBefore(answer, leader, totals))) leader = answer;
      }
      counts[answer] = 0;
    }
    answers[unit] = tied && totals === null ? -1 : leader;
    if (end > start) confidence[unit] = most / (end - start);
  }
  return { answers, confidence };
}

function countAnswers({ answers, answerCount }: CodedVotes): Int32Array {
  const totals = new Int32Array(answerCount);
  for (const answer of answers) totals[answer] = (totals[answer] as number) + 1;
  return totals;
}

function comesBefore(a: number, b: number, totals: Int32Array): boolean {
  const more = (totals[a] as number) - (totals[b] as number);
  return more > 0 || (more === 0 && a < b);
}
