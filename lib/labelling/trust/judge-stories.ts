import { type AnswerEvidence, type Story, waysOf } from './answer-evidence.ts';

/** How likely each story is of a labeler. */
export type Verdict = Record<Story, number>;

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
): (Verdict | null)[] {
  const ways = waysOf(answerCount);
  const totals: Verdict = { honest: 0, random: 0, same: 0, wrong: 0 };
  for (const { story, weight } of ways) totals[story] += weight;
  const before = Float64Array.from(ways, ({ story, weight }) => (BEFORE[story] * weight) / totals[story]);
  const known = evidence.filter((each) => each !== null);
  let shares = before;
  for (let round = 0; round < ROUNDS; round++) {
    const next = before.map((share) => BELIEF * share);
    for (const { logs } of known) {
      for (const [way, chance] of chancesOf(logs, shares).entries())
        next[way] = (next[way] as number) + chance;
    }
    shares = next.map((sum) => sum / (known.length + BELIEF));
  }
  return evidence.map((each) => {
    if (each === null) return null;
    const verdict: Verdict = { honest: 0, random: 0, same: 0, wrong: 0 };
    for (const [way, chance] of chancesOf(each.logs, shares).entries()) {
      verdict[(ways[way] as { story: Story }).story] += chance;
    }
    return verdict;
  });
}

function chancesOf(logs: Float64Array, shares: Float64Array): Float64Array {
  let most = Number.NEGATIVE_INFINITY;
  for (const log of logs) most = Math.max(most, log);
  const chances = logs.map((log, way) => (shares[way] as number) * Math.exp(log - most));
  let total = 0;
  for (const chance of chances) total += chance;
  return chances.map((chance) => chance / total);
}
