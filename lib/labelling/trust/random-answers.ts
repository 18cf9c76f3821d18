import type { AnswerEvidence } from './answer-evidence.ts';
import type { Verdict } from './judge-stories.ts';
import type { Suspicion } from './suspicion.ts';

/** Says that a labeler's answers hang on nothing that is on the picture, by the story `random` of `weighAnswers`. */
export function randomAnswers({ votes, agreed }: AnswerEvidence, { honest }: Verdict): Suspicion {
  return {
    kind: 'random',
    evidence: { votes, agreed, chance: 1 - honest },
    sentence: `The answers to ${votes} units do not depend on what they show: ${Math.round(agreed * 100)} % agree with others and gold, as answers by lot would.`,
  };
}
