import type { LabelerVotes } from './coded-votes.ts';
import type { Rounds } from './consensus.ts';
import { gatherVotes } from './group-votes.ts';
import { type AnswerLines, classChances, type TreeVote } from './tree-belief.ts';
import { estimateTreeReliability, FIRST_RELIABILITY, tellsOfLabeler } from './tree-reliability.ts';

const ROUNDS = 30;
const TOLERANCE = 1e-3;
/** Somebody who is never wrong has yet to be, and a chance of 0 has no logarithm. */
const [LEAST, MOST] = [0.001, 0.999];

export interface TreeCrowd {
  /** Of each labeler the chance that a vote is at or above the truth. */
  reliability: Float64Array;
  /** The same of a labeler of whom nothing is known. */
  crowd: number;
  iterations: number;
}

/**
 * The reliability of labelers whose answers lie at different depths: EM whose E step is `classChances` for each unit, hard ones
 * included, and whose M step is `estimateTreeReliability`, K being as many as may be answered, whatever was. A vote on a unit
 * whose answer is `known` (its number, -1 for none) is right where it lies on the answer's line, else wrong.
 */
export function estimateTreeCrowd(
  votes: LabelerVotes,
  lines: AnswerLines,
  known: Int32Array,
  { rounds = ROUNDS, tolerance = TOLERANCE }: Rounds = {},
): TreeCrowd {
  const { starts, labelers, answers } = gatherVotes(votes);
  const reliability = new Float64Array(votes.labelerCount).fill(FIRST_RELIABILITY);
  const tells = Float64Array.from(answers, (answer) =>
    tellsOfLabeler(lines.breadth[answer] as number, lines.answerCount),
  );
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
    crowd = estimateTreeReliability({ labelers, tells, right }, reliability);
    for (let j = 0; j < reliability.length; j++) {
      reliability[j] = Math.min(Math.max(reliability[j] as number, LEAST), MOST);
    }
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
