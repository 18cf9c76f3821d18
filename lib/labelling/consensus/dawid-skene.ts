import { AppError } from '#lib/core/errors';
import { estimateGroupPriors, estimatePriors, isKnown, type UnitGroups } from './answer-priors.ts';
import type { LabelerVotes } from './coded-votes.ts';
import { type EstimatedConsensus, MOST_ROUNDS, type Rounds, SMALL_CHANGE } from './consensus.ts';
import { SMOOTHING, takeCrowd } from './crowd-counts.ts';
import { addToCounts, expectAnswers } from './expect-answers.ts';
import { gatherVotes, pairsOf } from './group-votes.ts';

/** Confusion matrices of more numbers than this (0.8 GB in all) are refused. */
const MOST_CELLS = 50_000_000;

export interface DawidSkeneOptions extends Rounds {
  /**
   * Draws each labeler's matrix towards the crowd's, the more the more alike labelers are, instead of smoothing it: for
   * labelers of few votes. Not unless asked for: every labeler stands alone.
   */
  towardsCrowd?: boolean;
  /**
   * Of each unit the answer that is known, -1 where none is: its probability is 1 throughout, so that what labelers say of it is
   * measured against the truth. Known units are no sample of the others and say nothing of the priors.
   */
  known?: Int32Array;
  /** Groups of units with priors of their own, drawn to those of all by the weight of ten units. */
  groups?: UnitGroups;
}

/** What Dawid-Skene says beside the consensus. */
export interface DawidSkene extends EstimatedConsensus {
  /** Probability of answer a for unit u at u * answerCount + a. */
  posterior: Float64Array;
  /** Prior of each answer over all units. */
  priors: Float64Array;
  /** Prior of answer c in group g at g * answerCount + c; without groups the priors. */
  groupPriors: Float64Array;
  /** P(labeler j says l | the truth is c) at (j * answerCount + l) * answerCount + c. */
  confusion: Float64Array;
}

/**
 * Dawid-Skene. Model: the truth of unit u is c with probability p(c); labeler j then says l with probability
 * e(j, c, l), whatever else the unit is and whatever others say. EM from the shares of the votes:
 *
 *     M:  p(c) = (sum_u q(u, c) + s) / (units + s K),
 *         e(j, c, l) = (sum over j's votes l on u of q(u, c) + s) / (sum over all of j's votes on u of q(u, c) + s K)
 *     E:  q(u, c) = p(c) prod over votes (j, l) on u of e(j, c, l) / the same summed over c
 *
 * with s = 0.01 and K answers (`towardsCrowd`: the pseudo-counts are the crowd's, see `takeCrowd`). The answer is the c of
 * greatest q(u, c), of equals the lower; the confidence is that q.
 * A. P. Dawid and A. M. Skene, Maximum likelihood estimation of observer error-rates using the EM algorithm, Applied
 * Statistics 28, 1979. Only sums, products and quotients are taken, so the digits are the same on every machine, and the
 * same for votes in any order. Time of a round: votes * K; memory: 16 * labelers * K * K bytes. Throws AppError
 * `confusion-too-large` where that is more than 0.8 GB.
 */
export function dawidSkene(votes: LabelerVotes, options: DawidSkeneOptions = {}): DawidSkene {
  const { rounds = MOST_ROUNDS, tolerance = SMALL_CHANGE, towardsCrowd = false, known, groups } = options;
  const { unitCount, labelerCount, answerCount } = votes;
  const cells = labelerCount * answerCount * answerCount;
  if (cells > MOST_CELLS) {
    throw new AppError(
      'too-large',
      'confusion-too-large',
      `${labelerCount} labelers with ${answerCount} different answers have ${cells} confusions to estimate; ` +
        `Dawid-Skene takes ${MOST_CELLS} at most. Use one-coin, which has one number a labeler.`,
    );
  }
  const { starts, labelers, answers } = gatherVotes(votes);
  const rows = pairsOf(labelers, answers, answerCount);
  for (let i = 0; i < rows.length; i++) rows[i] = (rows[i] as number) * answerCount;
  const posterior = new Float64Array(unitCount * answerCount);
  const priors = new Float64Array(answerCount);
  const confusion = new Float64Array(cells);
  const counts = new Float64Array(cells);
  const pseudo = new Float64Array(answerCount * answerCount).fill(SMOOTHING);
  const groupPriors = groups ? new Float64Array(groups.count * answerCount) : priors;
  takeVoteShares(starts, rows, answers, known, posterior, counts);

  let iterations = 0;
  while (iterations < rounds) {
    iterations++;
    estimatePriors(posterior, known, priors);
    if (groups) estimateGroupPriors(posterior, known, groups, priors, groupPriors);
    if (towardsCrowd) takeCrowd(counts, pseudo, answerCount);
    normalise(counts, pseudo, confusion, answerCount);
    counts.fill(0);
    const change = expectAnswers({ starts, rows, known, groups }, groupPriors, confusion, posterior, counts);
    if (change < tolerance * unitCount) break;
  }
  return {
    ...mostLikely(posterior, unitCount, answerCount),
    iterations,
    reliability: reliabilityOf(priors, confusion, labelerCount),
    posterior,
    priors,
    groupPriors,
    confusion,
  };
}

/** Where EM begins: the shares of a unit's votes, the same for all answers where it has none, and the counts with them. */
function takeVoteShares(
  starts: Int32Array,
  rows: Int32Array,
  answers: Int32Array,
  known: Int32Array | undefined,
  posterior: Float64Array,
  counts: Float64Array,
): void {
  const unitCount = starts.length - 1;
  const answerCount = posterior.length / Math.max(unitCount, 1);
  const shares = new Float64Array(answerCount);
  for (let unit = 0; unit < unitCount; unit++) {
    const start = starts[unit] as number;
    const end = starts[unit + 1] as number;
    shares.fill(start === end ? 1 / answerCount : 0);
    for (let i = start; i < end; i++) {
      const answer = answers[i] as number;
      shares[answer] = (shares[answer] as number) + 1 / (end - start);
    }
    if (isKnown(known, unit)) shares.fill(0)[known[unit] as number] = 1;
    posterior.set(shares, unit * answerCount);
    addToCounts(shares, start, end, rows, counts);
  }
}

/** Confusions out of counts and pseudo-counts: over a labeler's answers the probabilities of each truth sum to 1. */
function normalise(
  counts: Float64Array,
  pseudo: Float64Array,
  confusion: Float64Array,
  answerCount: number,
): void {
  const cells = answerCount * answerCount;
  const scale = new Float64Array(answerCount);
  for (let begin = 0; begin < counts.length; begin += cells) {
    scale.fill(0);
    for (let row = 0; row < cells; row += answerCount) {
      for (let c = 0; c < answerCount; c++) {
        const count = (counts[begin + row + c] as number) + (pseudo[row + c] as number);
        scale[c] = (scale[c] as number) + count;
        confusion[begin + row + c] = count;
      }
    }
    for (let c = 0; c < answerCount; c++) scale[c] = 1 / (scale[c] as number);
    for (let row = begin; row < begin + cells; row += answerCount) {
      for (let c = 0; c < answerCount; c++) {
        confusion[row + c] = (confusion[row + c] as number) * (scale[c] as number);
      }
    }
  }
}

function mostLikely(posterior: Float64Array, unitCount: number, answerCount: number) {
  const answers = new Int32Array(unitCount).fill(-1);
  const confidence = new Float64Array(unitCount);
  for (let unit = 0; unit < unitCount; unit++) {
    for (let c = 0; c < answerCount; c++) {
      const chance = posterior[unit * answerCount + c] as number;
      if (chance > (confidence[unit] as number)) {
        confidence[unit] = chance;
        answers[unit] = c;
      }
    }
  }
  return { answers, confidence };
}

/** sum_c p(c) e(j, c, c): how often a labeler is right of units as they come. */
function reliabilityOf(priors: Float64Array, confusion: Float64Array, labelerCount: number): Float64Array {
  const answerCount = priors.length;
  const reliability = new Float64Array(labelerCount);
  for (let labeler = 0; labeler < labelerCount; labeler++) {
    for (let c = 0; c < answerCount; c++) {
      const right = confusion[(labeler * answerCount + c) * answerCount + c] as number;
      reliability[labeler] = (reliability[labeler] as number) + (priors[c] as number) * right;
    }
  }
  return reliability;
}
