import type { CampaignKind } from '#lib/labelling/answers';
import type { ReviewNoun, ReviewUnit } from '#lib/labelling/review';

/** An answer that an organiser may decide for by one key. */
export interface ReviewChoice {
  key: string;
  answer: string;
  label: string;
  /** How many people gave it. */
  votes: number;
}

const fixed = {
  verify: [
    { key: 'Y', answer: 'yes' },
    { key: 'N', answer: 'no' },
  ],
  classify: [
    { key: 'N', answer: 'none' },
    { key: 'T', answer: 'cannot-tell' },
    { key: 'B', answer: 'broken' },
  ],
} as const;

const words: Readonly<Record<string, string>> = {
  yes: 'Yes',
  no: 'No',
  none: 'None of these',
  'cannot-tell': 'Cannot tell',
  broken: 'Broken or unsuitable',
};

/** An answer as people read it. */
export function answerText(answer: string, nouns: Readonly<Record<string, ReviewNoun>>): string {
  return (
    words[answer] ??
    answer
      .split(' ')
      .map((noun) => nouns[noun]?.words[0] ?? noun)
      .join(' and ')
  );
}

/** What is in question about a unit: "beagle?", "beagle or basset?". */
export function questionText(
  question: readonly string[],
  nouns: Readonly<Record<string, ReviewNoun>>,
): string {
  return question.length === 0
    ? 'Nobody has answered'
    : `${question.map((answer) => answerText(answer, nouns)).join(' or ')}?`;
}

/**
 * What a unit can be decided to be: the nouns in question, the same for all units of the question, then others that were answered,
 * most votes first, then the answers without one.
 */
export function choicesOf(
  kind: CampaignKind,
  unit: ReviewUnit,
  nouns: Readonly<Record<string, ReviewNoun>>,
): ReviewChoice[] {
  const counts = new Map<string, number>();
  if (unit.answer !== null) counts.set(unit.answer, 0);
  for (const { answer } of unit.votes) counts.set(answer, (counts.get(answer) ?? 0) + 1);
  const choice = (key: string, answer: string) => ({
    key,
    answer,
    label: answerText(answer, nouns),
    votes: counts.get(answer) ?? 0,
  });
  const asked = kind === 'classify' ? unit.question : [];
  const others = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([answer]) => answer);
  const named = [...new Set([...asked, ...others])]
    .filter((answer) => !(answer in words))
    .slice(0, 9)
    .map((answer, index) => choice(String(index + 1), answer));
  return [...named, ...fixed[kind].map(({ key, answer }) => choice(key, answer))];
}
