import type { LabelerVotes } from './coded-votes.ts';
import {
  type Consensus,
  type EstimatedConsensus,
  MOST_ROUNDS,
  type Rounds,
  SMALL_CHANGE,
} from './consensus.ts';
import { SMOOTHING } from './crowd-counts.ts';
import { gatherVotes, type VotesOfUnits } from './group-votes.ts';

/**
 * One coin a labeler. Model: no answer is likelier than another before the votes; of a unit whose truth is c labeler j says c
 * with probability r(j), else any other of the K answers alike. EM from the shares of the votes:
 *
 *     M:  r(j) = (sum over j's votes (u, l) of q(u, l) + s) / (j's votes + s K)
 *     E:  q(u, c) = prod over votes (j, c) on u of (K - 1) r(j) / (1 - r(j)) / the same summed over all answers c
 *
 * with s = 0.01; the change at which it ends is counted a vote. The answer is the c of greatest q(u, c), of equals the
 * lower; the confidence is that q. Dawid and Skene 1979 with one number a labeler: Zhang, Chen, Zhou and Jordan, Spectral
 * methods meet EM, JMLR 17, 2016. It judges a labeler of few votes better than a whole matrix does, and worse where one
 * answer is confused more often than another. Time of a round grows with votes, whatever the number of answers; the digits
 * do not hang on the votes' order.
 */
export function oneCoin(votes: LabelerVotes, options: Rounds = {}): EstimatedConsensus {
  const { rounds = MOST_ROUNDS, tolerance = SMALL_CHANGE } = options;
  const { unitCount, labelerCount, answerCount } = votes;
  const gathered = gatherVotes(votes);
  const { labelers } = gathered;
  const right = voteShares(gathered, answerCount);
  const cast = new Int32Array(labelerCount);
  for (const labeler of labelers) cast[labeler] = (cast[labeler] as number) + 1;

  const reliability = new Float64Array(labelerCount);
  const evidence = new Float64Array(labelerCount);
  const consensus = { answers: new Int32Array(unitCount), confidence: new Float64Array(unitCount) };
  let iterations = 0;
  while (iterations < rounds) {
    iterations++;
    reliability.fill(SMOOTHING);
    for (let i = 0; i < labelers.length; i++) {
      const labeler = labelers[i] as number;
      reliability[labeler] = (reliability[labeler] as number) + (right[i] as number);
    }
    for (let j = 0; j < labelerCount; j++) {
      const r = (reliability[j] as number) / ((cast[j] as number) + SMOOTHING * Math.max(answerCount, 2));
      reliability[j] = r;
      evidence[j] = Math.log((r * Math.max(answerCount - 1, 1)) / (1 - r));
    }
    const change = expect(gathered, evidence, answerCount, right, consensus);
    if (change < tolerance * labelers.length) break;
  }
  return { ...consensus, iterations, reliability };
}

/** Of each vote the share of its unit's votes that say the same. */
function voteShares({ starts, answers }: VotesOfUnits, answerCount: number): Float64Array {
  const shares = new Float64Array(answers.length);
  const counts = new Int32Array(answerCount);
  for (let unit = 0; unit + 1 < starts.length; unit++) {
    const [start, end] = [starts[unit] as number, starts[unit + 1] as number];
    for (let i = start; i < end; i++) {
      counts[answers[i] as number] = (counts[answers[i] as number] as number) + 1;
    }
    for (let i = start; i < end; i++) shares[i] = (counts[answers[i] as number] as number) / (end - start);
    for (let i = start; i < end; i++) counts[answers[i] as number] = 0;
  }
  return shares;
}

/**
 * The E step. Answers that nobody gave to a unit are all alike, so only those that were given are looked at. Gives by how
 * much the votes' probabilities of being right changed in all.
 */
function expect(
  { starts, labelers, answers }: VotesOfUnits,
  evidence: Float64Array,
  answerCount: number,
  right: Float64Array,
  consensus: Consensus,
): number {
  const given = new Float64Array(answerCount);
  const seen = new Uint8Array(answerCount);
  let change = 0;
  for (let unit = 0; unit + 1 < starts.length; unit++) {
    const [start, end] = [starts[unit] as number, starts[unit + 1] as number];
    let distinct = 0;
    for (let i = start; i < end; i++) {
      const answer = answers[i] as number;
      given[answer] = (given[answer] as number) + (evidence[labelers[i] as number] as number);
      if (!seen[answer]) distinct++;
      seen[answer] = 1;
    }
    // What nobody gave has evidence 0.
    let most = distinct < answerCount ? 0 : Number.NEGATIVE_INFINITY;
    for (let i = start; i < end; i++) most = Math.max(most, given[answers[i] as number] as number);
    let total = distinct < answerCount ? (answerCount - distinct) * Math.exp(-most) : 0;
    for (let i = start; i < end; i++) {
      const answer = answers[i] as number;
      if (!seen[answer]) continue;
      seen[answer] = 0;
      given[answer] = Math.exp((given[answer] as number) - most);
      total += given[answer] as number;
    }
    let best = -1;
    let confidence = 0;
    for (let i = start; i < end; i++) {
      const answer = answers[i] as number;
      const chance = (given[answer] as number) / total;
      change += Math.abs(chance - (right[i] as number));
      right[i] = chance;
      if (chance > confidence || (chance === confidence && answer < best)) {
        best = answer;
        confidence = chance;
      }
    }
    consensus.answers[unit] = best;
    consensus.confidence[unit] = confidence;
    for (let i = start; i < end; i++) given[answers[i] as number] = 0;
  }
  return change;
}
