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
  return words[answer] ?? nouns[answer]?.words[0] ?? answer;
}

/** What a unit can be decided to be: the nouns that were answered, most votes first, then the answers without one. */
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
  const named = [...counts]
    .filter(([answer]) => !(answer in words))
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, 9)
    .map(([answer], index) => choice(String(index + 1), answer));
  return [...named, ...fixed[kind].map(({ key, answer }) => choice(key, answer))];
}
