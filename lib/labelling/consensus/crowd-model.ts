import type { LabelerVotes } from './coded-votes.ts';
import { dawidSkene } from './dawid-skene.ts';
import { HARD, HARD_SHARE } from './hard-units.ts';
import { addLogs, takeChances } from './log-chances.ts';

/** What is known of a crowd while votes come in. */
export interface CrowdModel {
  answerCount: number;
  priors: Float64Array;
  /** P(labeler j says l | an ordinary unit's truth is c) at (j * answerCount + l) * answerCount + c. */
  confusion: Float64Array;
}

/** The votes of one unit. */
export interface UnitVotes {
  labelers: Int32Array;
  answers: Int32Array;
}

const ROUNDS = { rounds: 50, tolerance: 1e-4 };

/**
 * What the votes so far tell of those to come: Dawid-Skene with each labeler's matrix drawn towards the crowd's, so that it can
 * be had from two votes a unit and holds for labelers of whom nothing is known yet.
 */
export function estimateCrowd(votes: LabelerVotes): CrowdModel {
  const { confusion, priors } = dawidSkene(votes, { ...ROUNDS, towardsCrowd: true });
  return { answerCount: votes.answerCount, priors, confusion };
}

/**
 * The probability of each answer of a unit, written into `into`, an array of as many. Model: a share h of units is hard
 * (`HARD`), each looking like one other answer o; the others are as Dawid and Skene have them:
 *
 *     q(c) = p(c) ((1 - h) prod over votes (j, l) of e(j, c, l) + h / (K - 1) sum over o other than c of prod of d(c, o, l))
 *
 * scaled to sum 1, d(c, o, l) being what people say of a hard unit.
 */
export function unitPosterior(model: CrowdModel, { labelers, answers }: UnitVotes, into: Float64Array): void {
  const { priors, confusion, answerCount } = model;
  const counts = new Int32Array(answerCount);
  into.fill(0);
  for (let i = 0; i < answers.length; i++) {
    const answer = answers[i] as number;
    const cell = ((labelers[i] as number) * answerCount + answer) * answerCount;
    for (let c = 0; c < answerCount; c++)
      into[c] = (into[c] as number) + Math.log(confusion[cell + c] as number);
    counts[answer] = (counts[answer] as number) + 1;
  }
  for (let c = 0; c < answerCount; c++) {
    const easy = Math.log(1 - HARD_SHARE) + (into[c] as number);
    const hard = Math.log(HARD_SHARE) + hardEvidence(counts, c);
    into[c] = Math.log(priors[c] as number) + addLogs(easy, hard);
  }
  takeChances(into);
}

/** The logarithm of the chance of so many votes on a hard unit whose truth is c, over all that it may look like. */
function hardEvidence(counts: Int32Array, c: number): number {
  const answerCount = counts.length;
  const others = answerCount - 2;
  // With two answers there is nothing else to say.
  const scale = others > 0 ? 1 : HARD.right + HARD.alike;
  const [right, alike] = [Math.log(HARD.right / scale), Math.log(HARD.alike / scale)];
  const other = others > 0 ? Math.log(HARD.other / others) : 0;
  let votes = 0;
  for (const count of counts) votes += count;
  let sum = Number.NEGATIVE_INFINITY;
  for (let o = 0; o < answerCount; o++) {
    if (o === c) continue;
    const [onC, onO] = [counts[c] as number, counts[o] as number];
    sum = addLogs(sum, onC * right + onO * alike + (votes - onC - onO) * other);
  }
  return sum - Math.log(Math.max(answerCount - 1, 1));
}
