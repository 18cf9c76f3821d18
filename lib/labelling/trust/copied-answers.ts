import type { LabelerVotes } from '../consensus/coded-votes.ts';
import { type Competence, chanceOf, outlookOf } from './competence.ts';
import type { Suspicion } from './suspicion.ts';

/** A labeler whose answers are another's. */
interface Copy {
  copier: number;
  source: number;
  /** Units that both answered, and of how many they said the same. */
  shared: number;
  same: number;
  /** Of those, how many said what neither others nor gold say. */
  sameErrors: number;
  /** The logarithm of how much likelier their answers are if one copied. */
  evidence: number;
  /** Share of the shared units on which the source was first. */
  sourceFirst: number;
}

/** A pair is looked at that shares this many answers which the others do not give. */
const LEAST_ERRORS = 2;

/** Two who answered fewer of the same units are not told apart from people who err alike by chance. */
const LEAST_SHARED = 10;

/** How often who copies does so. */
const COPIED = 0.9;

/** Share of units of which honest people give the same wrong answer for a common reason. */
const MISLEADING = 0.02;

/** The share of labelers who copy, as thought before the votes; each could copy any other. */
const COPIERS = 0.1;

/**
 * Finds labelers who copy. Model: two labelers who look for themselves answer a unit independently of each other once its truth is
 * known; of one who copies, a share w = .9 of the answers is the other's. Over the units that both answered, the truth
 * told by everybody else's votes,
 *
 *     evidence = sum log((1 - w) + w [a = b] P(a) / P(a, b)),
 *     P(a, b) = (1 - h) sum over c of q(c) e(1, c, a) e(2, c, b) + h [a = b] P(a)
 *
 * so that agreeing where both are right says little and agreeing in error much; h lets honest people be misled together. X. Dong,
 * L. Berti-Equille and D. Srivastava, Integrating conflicting data: the role of source dependence, VLDB 2009. Of the two,
 * the copier is who answered later. Pairs that share no error are not looked at: the copy of a
 * faultless labeler cannot be told from another faultless one.
 */
export function findCopies(votes: LabelerVotes, competence: Competence, at: ArrayLike<number>): Copy[] {
  const { labelerCount } = votes;
  const pairs = pairsWithErrors(votes, competence);
  const threshold = Math.log(labelerCount / COPIERS);
  const suspects = new Set([...pairs].filter(([, errors]) => errors >= LEAST_ERRORS).map(([pair]) => pair));
  if (suspects.size === 0) return [];
  const sums = new Map<number, Copy & { first: number; second: number }>();
  forEachPair(votes, competence, (unit, one, two) => {
    const [a, b] = [votes.labelers[one] as number, votes.labelers[two] as number];
    const pair = Math.min(a, b) * labelerCount + Math.max(a, b);
    if (!suspects.has(pair)) return;
    let sum = sums.get(pair);
    if (!sum) {
      const [low, high] = [Math.min(a, b), Math.max(a, b)];
      sum = {
        copier: high,
        source: low,
        shared: 0,
        same: 0,
        sameErrors: 0,
        evidence: 0,
        sourceFirst: 0,
        first: 0,
        second: 0,
      };
      sums.set(pair, sum);
    }
    const same = votes.answers[one] === votes.answers[two];
    const q = chanceWithout(votes, competence, unit, one, two);
    sum.shared++;
    sum.evidence += evidenceOf(votes, competence, one, two, q);
    if (same) sum.same++;
    if (same && q < 0.5) sum.sameErrors++;
    const [lowVote, highVote] = a < b ? [one, two] : [two, one];
    if ((at[lowVote] as number) < (at[highVote] as number)) sum.first++;
    if ((at[lowVote] as number) > (at[highVote] as number)) sum.second++;
  });
  return [...sums.values()]
    .filter(({ evidence, shared }) => shared >= LEAST_SHARED && evidence >= threshold)
    .map(({ first, second, ...copy }) =>
      first >= second
        ? { ...copy, sourceFirst: first / copy.shared }
        : { ...copy, copier: copy.source, source: copy.copier, sourceFirst: second / copy.shared },
    )
    .sort((a, b) => b.evidence - a.evidence);
}

/** How often two labelers gave the same answer where the others give another; only pairs that did. */
function pairsWithErrors(votes: LabelerVotes, competence: Competence): Map<number, number> {
  const errors = new Map<number, number>();
  forEachPair(votes, competence, (unit, one, two) => {
    if (votes.answers[one] !== votes.answers[two]) return;
    const [a, b] = [votes.labelers[one] as number, votes.labelers[two] as number];
    if (chanceWithout(votes, competence, unit, one, two) >= 0.5) return;
    const pair = Math.min(a, b) * votes.labelerCount + Math.max(a, b);
    errors.set(pair, (errors.get(pair) ?? 0) + 1);
  });
  return errors;
}

/** The chance of what `one` says by everybody's votes but these two. */
function chanceWithout(
  votes: LabelerVotes,
  competence: Competence,
  unit: number,
  one: number,
  two: number,
): number {
  const [a, b] = [votes.labelers[one] as number, votes.labelers[two] as number];
  const { priors, lines } = competence;
  return chanceOf(outlookOf(votes, competence, unit, a, b), priors, votes.answers[one] as number, lines);
}

function forEachPair(
  votes: LabelerVotes,
  { starts, order }: Competence,
  look: (unit: number, one: number, two: number) => void,
): void {
  for (let unit = 0; unit < votes.unitCount; unit++) {
    const end = starts[unit + 1] as number;
    for (let i = starts[unit] as number; i < end; i++) {
      for (let k = i + 1; k < end; k++) look(unit, order[i] as number, order[k] as number);
    }
  }
}

function evidenceOf(
  votes: LabelerVotes,
  competence: Competence,
  one: number,
  two: number,
  q: number,
): number {
  const { knows, guesses } = competence;
  const [a, b] = [votes.labelers[one] as number, votes.labelers[two] as number];
  const [ta, tb] = [knows[a] as number, knows[b] as number];
  const [ga, gb] = [(1 - ta) * (guesses[one] as number), (1 - tb) * (guesses[two] as number)];
  if (votes.answers[one] !== votes.answers[two]) return Math.log(1 - COPIED);
  const alone = q * ta + ga;
  const both = q * (ta * tb + ta * gb + tb * ga) + ga * gb;
  return Math.log(1 - COPIED + (COPIED * alone) / ((1 - MISLEADING) * both + MISLEADING * alone));
}

export function copySuspicion({ copier: _, source: __, ...evidence }: Copy, from: string): Suspicion {
  const { shared, same, sameErrors } = evidence;
  return {
    kind: 'copied',
    evidence,
    sentence: `Gave the same answer as another labeler, after them, on ${same} of ${shared} units that both answered, ${sameErrors} of them answers that nobody else supports.`,
    from: [from],
  };
}
