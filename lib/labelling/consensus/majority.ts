import type { CodedVotes } from './coded-votes.ts';

/** What an estimator says of each unit. */
export interface Consensus {
  /** The answer's number; -1 where the votes decide none. */
  answers: Int32Array;
  /** From 0 to 1. */
  confidence: Float64Array;
}

/**
 * Majority vote. Model: all labelers are equally good and no answer is likelier than another before the votes, so the most
 * likely answer of unit u is the most frequent one,
 *
 *     answer(u) = argmax_a n(u, a),    confidence(u) = n(u, answer) / sum_a n(u, a),
 *
 * the confidence being the maximum-likelihood estimate of the chance that another labeler would answer so. Where two
 * answers share the lead (or a unit has no vote) the answer is -1 and the confidence is the leaders' share (0).
 * The baseline of Zheng et al., VLDB 2017; on votes of unequal labelers Dawid and Skene 1979 does better.
 * Time grows with votes, memory with units and answers.
 */
export function majority(votes: CodedVotes): Consensus {
  const { unitCount, answerCount } = votes;
  const grouped = votesByUnit(votes);
  const answers = new Int32Array(unitCount).fill(-1);
  const confidence = new Float64Array(unitCount);
  const counts = new Int32Array(answerCount);
  for (let unit = 0; unit < unitCount; unit++) {
    const start = grouped.starts[unit] as number;
    const end = grouped.starts[unit + 1] as number;
    let most = 0;
    for (let i = start; i < end; i++) {
      const answer = grouped.answers[i] as number;
      const count = (counts[answer] as number) + 1;
      counts[answer] = count;
      most = Math.max(most, count);
    }
    let leaders = 0;
    for (let i = start; i < end; i++) {
      const answer = grouped.answers[i] as number;
      if (counts[answer] === most) {
        leaders++;
        answers[unit] = answer;
      }
      counts[answer] = 0;
    }
    if (leaders > 1) answers[unit] = -1;
    if (end > start) confidence[unit] = most / (end - start);
  }
  return { answers, confidence };
}

/** The votes' answers grouped by unit (counting sort): those of unit u stand from starts[u] up to starts[u + 1]. */
function votesByUnit({ units, answers, unitCount }: CodedVotes): { starts: Int32Array; answers: Int32Array } {
  const starts = new Int32Array(unitCount + 1);
  for (const unit of units) starts[unit + 1] = (starts[unit + 1] as number) + 1;
  for (let unit = 0; unit < unitCount; unit++) {
    starts[unit + 1] = (starts[unit + 1] as number) + (starts[unit] as number);
  }
  const next = starts.slice(0, unitCount);
  const grouped = new Int32Array(answers.length);
  for (const [index, unit] of units.entries()) {
    const place = next[unit] as number;
    grouped[place] = answers[index] as number;
    next[unit] = place + 1;
  }
  return { starts, answers: grouped };
}
