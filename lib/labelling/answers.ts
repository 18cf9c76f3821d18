import { z } from 'zod';
import { synsetId } from '#lib/hierarchy/synset';
import { answerOfNouns, MOST_NOUNS, partsOf } from './answer-of-nouns.ts';

export const campaignKinds = ['verify', 'classify'] as const;
export type CampaignKind = (typeof campaignKinds)[number];

/** To `verify`: does this image show the noun? */
const verifyAnswers = ['yes', 'no'] as const;

/** To `classify`, where no noun is answered: none of the campaign's, cannot be told, or unfit for the dataset. */
const noNounAnswers = ['none', 'cannot-tell', 'broken'] as const;

/** The nouns that an answer names, each as deep as the labeler could tell; none where it is another answer. */
export function nounsOf(answer: string): string[] {
  const parts = partsOf(answer);
  return parts.every((part) => synsetId.safeParse(part).success) ? parts : [];
}

const isVerifyAnswer = (answer: string) => (verifyAnswers as readonly string[]).includes(answer);
const isClassifyAnswer = (answer: string) => {
  const nouns = nounsOf(answer);
  if (nouns.length > 0) return nouns.length <= MOST_NOUNS && answer === answerOfNouns(nouns);
  return (noNounAnswers as readonly string[]).includes(answer);
};

/** The answers that units of a kind of campaign take. */
export const answerSchemas = {
  verify: z.string().refine(isVerifyAnswer, 'must be yes or no'),
  classify: z
    .string()
    .refine(
      isClassifyAnswer,
      `must be a synset id such as n02084071 (or up to ${MOST_NOUNS} in order), none, cannot-tell or broken`,
    ),
} as const;

/** An answer to a unit of either kind: which one a unit is of, only the server knows. */
export const answerSchema = z
  .string()
  .refine(
    (answer) => isVerifyAnswer(answer) || isClassifyAnswer(answer),
    `must be yes, no, a synset id such as n02084071 (or up to ${MOST_NOUNS} in order), none, cannot-tell or broken`,
  );
