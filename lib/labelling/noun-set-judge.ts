import type { IsBelow } from '#lib/hierarchy/is-below';
import { answerOfNouns, partsOf } from './answer-of-nouns.ts';
import { nounsOf } from './answers.ts';
import { nounSetOf } from './consensus/noun-sets.ts';
import { bounded, type Judge, type LabelerFigures } from './judge.ts';
import type { ClassifyModel } from './online-model.ts';

/**
 * Judges classify units whose answers may be several nouns: each noun that was named is weighed by itself (`nounSetOf`). Where as
 * much speaks for a noun as for none of them there is no answer.
 */
export function nounSetJudge(
  model: ClassifyModel,
  labelers: ReadonlyMap<string, LabelerFigures>,
  isBelow: IsBelow,
): Judge {
  return (_synsetId, votes) => {
    const weighed = votes.map(({ userId, answer }) => ({
      nouns: partsOf(answer),
      reliability: bounded(labelers.get(userId)?.reliability ?? model.reliability),
    }));
    const { nouns, confidence } = nounSetOf(weighed, isBelow);
    const answer = answerOfNouns(nouns);
    const clear = nouns.length === 1 || nounsOf(answer).length > 1;
    return clear
      ? { answer, confidence, votes: votes.length }
      : { answer: null, confidence: 0, votes: votes.length };
  };
}
