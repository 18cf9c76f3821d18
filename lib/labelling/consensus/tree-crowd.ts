import type { LabelerVotes } from './coded-votes.ts';
import type { Rounds } from './consensus.ts';
import { gatherVotes } from './group-votes.ts';
import { type AnswerLines, classChances, type TreeVote } from './tree-belief.ts';

/** Where EM begins: most votes of most people are right. */
const FIRST_RELIABILITY = 0.8;
/** Each labeler is taken to have given so many votes more, as good as the crowd's. */
const CROWD_VOTES = 2;
const SMOOTHING = 0.01;
const ROUNDS = 30;
const TOLERANCE = 1e-3;

export interface TreeCrowd {
  /** Of each labeler the chance that a vote is at or above the truth. */
  reliability: Float64Array;
  /** The same of a labeler of whom nothing is known. */
  crowd: number;
  iterations: number;
}

/**
 * The reliability of labelers whose answers lie at different depths: EM whose E step is `classChances` for each unit, hard ones
 * included, and whose M step is `hierarchical`'s,
 *
 *     r(j) = (sum over j's votes (u, v) of g(v) P(u, v) + 2 r) / (sum of g(v) + 2),    g(v) = (K - m(v)) / (K - 1)
 *
 * P(u, v) being the chance that unit u's truth is at or below v. Of a unit whose answer is `known` (its number, -1 for none)
 * P is 1 for the answers on its line, else 0. K is as many as may be answered, whatever was.
 */
export function estimateTreeCrowd(
  votes: LabelerVotes,
  lines: AnswerLines,
  known: Int32Array,
  { rounds = ROUNDS, tolerance = TOLERANCE }: Rounds = {},
): TreeCrowd {
  const { starts, labelers, answers } = gatherVotes(votes);
  const reliability = new Float64Array(votes.labelerCount).fill(FIRST_RELIABILITY);
  const right = new Float64Array(answers.length);
  let crowd = FIRST_RELIABILITY;
  let iterations = 0;
  while (iterations < rounds) {
    iterations++;
    let change = 0;
    for (let unit = 0; unit < votes.unitCount; unit++) {
      const [start, end] = [starts[unit] as number, starts[unit + 1] as number];
      const chanceOf = unitChances(lines, known[unit] as number, () => votesAt(start, end));
      for (let i = start; i < end; i++) {
        const chance = chanceOf(answers[i] as number);
        change += Math.abs(chance - (right[i] as number));
        right[i] = chance;
      }
    }
    crowd = estimateReliability(labelers, answers, lines, right, reliability);
    if (change < tolerance * right.length) break;
  }
  return { reliability, crowd, iterations };

  function votesAt(start: number, end: number): TreeVote[] {
    return Array.from({ length: end - start }, (_, i) => ({
      answer: answers[start + i] as number,
      reliability: reliability[labelers[start + i] as number] as number,
    }));
  }
}

/** P(truth at or below an answer) of one unit. */
function unitChances(
  lines: AnswerLines,
  known: number,
  votes: () => readonly TreeVote[],
): (answer: number) => number {
  const { covers } = lines;
  if (known >= 0) return (answer) => (covers(answer, known) || covers(known, answer) ? 1 : 0);
  const own = votes();
  const given = [...new Set(own.map(({ answer }) => answer))].sort((a, b) => a - b);
  const chances = classChances(lines, given, own);
  return (answer) => {
    let chance = 0;
    for (const [c, other] of given.entries()) if (covers(answer, other)) chance += chances[c] as number;
    return Math.min(chance, 1);
  };
}

function estimateReliability(
  labelers: Int32Array,
  answers: Int32Array,
  { answerCount, breadth }: AnswerLines,
  right: Float64Array,
  reliability: Float64Array,
): number {
  const hits = new Float64Array(reliability.length);
  const tries = new Float64Array(reliability.length);
  let [allHits, allTries] = [SMOOTHING, 2 * SMOOTHING];
  for (let i = 0; i < labelers.length; i++) {
    const labeler = labelers[i] as number;
    const tells = (answerCount - (breadth[answers[i] as number] as number)) / Math.max(answerCount - 1, 1);
    const hit = tells * (right[i] as number);
    hits[labeler] = (hits[labeler] as number) + hit;
    tries[labeler] = (tries[labeler] as number) + tells;
    allHits += hit;
    allTries += tells;
  }
  const crowd = allHits / allTries;
  for (let j = 0; j < reliability.length; j++) {
    const r = ((hits[j] as number) + CROWD_VOTES * crowd) / ((tries[j] as number) + CROWD_VOTES);
    // Somebody who is never wrong has yet to be, and a chance of 0 has no logarithm.
    reliability[j] = Math.min(Math.max(r, 0.001), 0.999);
  }
  return crowd;
}
