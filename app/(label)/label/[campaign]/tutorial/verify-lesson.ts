import type { AskedNoun } from '#lib/labelling/assignment';
import type { VoteInput } from '#lib/labelling/vote';
import type { Drawing } from './drawings';
import type { LessonStep } from './lesson';

export interface VerifySample {
  noun: AskedNoun;
  /** What is shown, in order. */
  drawings: readonly Drawing[];
}

const names: Record<Drawing, string> = {
  redApple: 'an apple',
  greenApple: 'an apple',
  tomato: 'a tomato',
  pear: 'a pear',
  cherry: 'a cherry',
  lemon: 'a lemon',
  orange: 'an orange',
  ball: 'a ball',
  citrusSlice: 'a slice of a citrus fruit',
};

const apple: VerifySample = {
  noun: {
    id: 'n07739125',
    words: ['apple'],
    gloss: 'fruit with red or yellow or green skin and sweet to tart crisp whitish flesh',
  },
  drawings: ['tomato', 'redApple', 'pear', 'ball', 'cherry', 'greenApple'],
};
const pear: VerifySample = {
  noun: {
    id: 'n07767847',
    words: ['pear'],
    gloss: 'sweet juicy gritty-textured fruit available in many varieties',
  },
  drawings: ['lemon', 'greenApple', 'ball'],
};
const lemon: VerifySample = {
  noun: { id: 'n07749582', words: ['lemon'], gloss: 'yellow oval fruit with juicy acidic flesh' },
  drawings: ['orange', 'lemon', 'cherry'],
};

const judge =
  (sample: VerifySample, right: readonly Drawing[]) =>
  (votes: readonly VoteInput[]): string | null => {
    const wrong = votes.flatMap(({ unitId, answer }) => {
      const drawing = sample.drawings[unitId] as Drawing;
      if (right.includes(drawing) === (answer === 'yes')) return [];
      return answer === 'yes'
        ? `Image ${unitId + 1} shows ${names[drawing]}: take it back.`
        : `Image ${unitId + 1} shows ${names[drawing]} too.`;
    });
    return wrong.length === 0 ? null : `Not quite. ${wrong.join(' ')}`;
  };

/** How a verify page is answered. */
export const verifyLesson: readonly LessonStep<VerifySample>[] = [
  {
    page: apple,
    task: 'Two of these show an apple, one of them bitten: click or tap both, then send the page.',
    keys: 'Arrows go from image to image, Space chooses, Enter sends.',
    judge: judge(apple, ['redApple', 'greenApple']),
  },
  {
    page: pear,
    task: 'What you do not click is a no. Nothing here shows a pear: send the page as it is.',
    keys: 'Enter sends.',
    judge: judge(pear, []),
  },
  {
    page: lemon,
    task: 'The page is sent, and the next one stands here. Suppose it was a slip: take the last page back.',
    keys: 'U takes back.',
    judge: () => 'Leave this page for now: take the last one back first.',
    takesBack: true,
  },
  {
    page: pear,
    task: 'There it is again, with your answer. Send it once more.',
    keys: 'Enter sends.',
    judge: judge(pear, []),
    again: true,
  },
];
