import type { AnswerEvidence } from './answer-evidence.ts';
import type { Verdict } from './judge-stories.ts';
import type { Suspicion } from './suspicion.ts';

/**
 * Says that a labeler says what is wrong more often than chance would, by the story `wrong` of `weighAnswers`: on purpose, or
 * because they took the question the wrong way round.
 */
export function wrongAnswers({ votes, agreed }: AnswerEvidence, { honest }: Verdict): Suspicion {
  return {
    kind: 'wrong',
    evidence: { votes, agreed, chance: 1 - honest },
    sentence: `Only ${Math.round(agreed * 100)} % of the answers to ${votes} units agree with others and gold, fewer than answers by lot would: on purpose, or the question was taken the wrong way round.`,
  };
}
