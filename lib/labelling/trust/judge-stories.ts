import { type AnswerEvidence, waysOf } from './answer-evidence.ts';
import type { NearAnswers } from './near-answers.ts';
import type { Story } from './story.ts';

/** How likely each story is of a labeler. */
export type Verdict = Record<Story, number>;

/** A verdict, and how likely each of `waysOf` is. */
export interface Judged extends Verdict {
  ways: Float64Array;
}

/** Before any vote: how common each story is, and how many labelers that belief weighs. */
const BEFORE: Verdict = { honest: 0.85, random: 0.06, same: 0.05, wrong: 0.04 };
const BELIEF = 12;

const ROUNDS = 60;

/**
 * How likely each story is of each labeler. Model: every labeler goes one of the ways of `waysOf`, drawn from shares of the
 * campaign that are not known; EM finds them from all labelers together, beginning with what is thought beforehand, which
 * counts as that of twelve labelers more:
 *
 *     E:  r(j, w) = f(w) P(answers of j | w) / the same summed over w
 *     M:  f(w) = (sum over j of r(j, w) + 12 f0(w)) / (labelers + 12)
 *
 * so that what honest people are like, and how many are not, is learnt from the crowd itself (empirical Bayes: H. Robbins, An
 * empirical Bayes approach to statistics, 1956; mixtures over a grid: Kiefer and Wolfowitz 1956).
 */
export function judgeStories(
  evidence: readonly (AnswerEvidence | null)[],
  answerCount: number,
  lines: NearAnswers | null,
): (Judged | null)[] {
  const ways = waysOf(answerCount, lines);
  const totals: Verdict = { honest: 0, random: 0, same: 0, wrong: 0 };
  for (const { story, weight } of ways) totals[story] += weight;
  const before = Float64Array.from(ways, ({ story, weight }) => (BEFORE[story] * weight) / totals[story]);
  const likelihoods = evidence.filter((each) => each !== null).map(({ logs }) => likelihoodsOf(logs));
  let shares = before;
  for (let round = 0; round < ROUNDS; round++) {
    const next = before.map((share) => BELIEF * share);
    for (const each of likelihoods) addChances(each, shares, next);
    shares = next.map((sum) => sum / (likelihoods.length + BELIEF));
  }
  return evidence.map((each) => {
    if (each === null) return null;
    const chances = new Float64Array(ways.length);
    const verdict: Judged = { honest: 0, random: 0, same: 0, wrong: 0, ways: chances };
    addChances(likelihoodsOf(each.logs), shares, chances);
    for (const [way, { story }] of ways.entries()) verdict[story] += chances[way] as number;
    return verdict;
  });
}

/** Up to a factor. */
function likelihoodsOf(logs: Float64Array): Float64Array {
  let most = Number.NEGATIVE_INFINITY;
  for (const log of logs) most = Math.max(most, log);
  return logs.map((log) => Math.exp(log - most));
}

/** The E step of one labeler. */
function addChances(likelihoods: Float64Array, shares: Float64Array, into: Float64Array): void {
  let total = 0;
  for (let way = 0; way < shares.length; way++) {
    total += (shares[way] as number) * (likelihoods[way] as number);
  }
  for (let way = 0; way < shares.length; way++) {
    const chance = ((shares[way] as number) * (likelihoods[way] as number)) / total;
    into[way] = (into[way] as number) + chance;
  }
}
