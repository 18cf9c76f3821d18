import type { AnswerEvidence } from './answer-evidence.ts';
import type { Verdict } from './judge-stories.ts';
import type { Suspicion } from './suspicion.ts';

/**
 * Says of a labeler that they give one answer whatever the unit is, by the story `same` of `weighAnswers`. Who was given units of
 * one kind only gives one answer too; then both stories fit and nobody is accused.
 */
export function alwaysTheSame(
  { votes, answer, share }: AnswerEvidence,
  { honest }: Verdict,
  answerNames?: readonly string[],
): Suspicion {
  const said = answerNames?.[answer];
  return {
    kind: 'always-the-same',
    evidence: { votes, share, chance: 1 - honest },
    sentence: `Gave the same answer${said ? ` (${said})` : ''} to ${Math.round(share * 100)} % of ${votes} units, also where others and gold say otherwise.`,
  };
}
