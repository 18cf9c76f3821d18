import type { LabelerVotes } from './coded-votes.ts';
import type { EstimatedConsensus } from './consensus.ts';
import { gatherVotes } from './group-votes.ts';
import { majority } from './majority.ts';

/**
 * Worker agreement with aggregate (wawa). Model: a labeler is as good as they agree with the majority, and their votes
 * count as much:
 *
 *     w(j) = share of j's votes that are the majority's answer,
 *     answer(u) = argmax_a sum over votes (j, a) on u of w(j),    confidence(u) = that sum / the sum over all votes on u
 *
 * Ties of the first majority go to the more frequent answer over all votes, ties of the weights to the majority's answer. As
 * in Appen's platform and crowd-kit's Wawa (Ustalov et al., Learning from Crowds with Crowd-Kit, JOSS 2024). Labelers are
 * judged once, so there is one iteration. Time grows with votes; the digits do not hang on their order.
 */
export function wawa(votes: LabelerVotes): EstimatedConsensus {
  const { unitCount, labelerCount, answerCount } = votes;
  const first = majority(votes, 'more-frequent');
  const { starts, labelers, answers } = gatherVotes(votes);

  const reliability = new Float64Array(labelerCount);
  const cast = new Int32Array(labelerCount);
  for (let unit = 0; unit < unitCount; unit++) {
    for (let i = starts[unit] as number; i < (starts[unit + 1] as number); i++) {
      const labeler = labelers[i] as number;
      cast[labeler] = (cast[labeler] as number) + 1;
      if (answers[i] === first.answers[unit]) reliability[labeler] = (reliability[labeler] as number) + 1;
    }
  }
  for (let labeler = 0; labeler < labelerCount; labeler++) {
    reliability[labeler] = (reliability[labeler] as number) / Math.max(cast[labeler] as number, 1);
  }

  const consensus = { answers: first.answers.slice(), confidence: first.confidence.slice() };
  const weights = new Float64Array(answerCount);
  for (let unit = 0; unit < unitCount; unit++) {
    const [start, end] = [starts[unit] as number, starts[unit + 1] as number];
    let total = 0;
    for (let i = start; i < end; i++) {
      const weight = reliability[labelers[i] as number] as number;
      weights[answers[i] as number] = (weights[answers[i] as number] as number) + weight;
      total += weight;
    }
    // Where nobody who voted ever agreed with a majority, the majority is all there is.
    if (total > 0) {
      let best = first.answers[unit] as number;
      for (let i = start; i < end; i++) {
        const answer = answers[i] as number;
        if ((weights[answer] as number) > (weights[best] as number)) best = answer;
      }
      consensus.answers[unit] = best;
      consensus.confidence[unit] = (weights[best] as number) / total;
    }
    for (let i = start; i < end; i++) weights[answers[i] as number] = 0;
  }
  return { ...consensus, iterations: 1, reliability };
}
