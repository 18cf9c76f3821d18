import type { ClassifyTree } from '#lib/labelling/classify-noun';
import type { VoteInput } from '#lib/labelling/vote';
import type { Drawing } from './drawings';
import type { LessonStep } from './lesson';

const ids = {
  fruit: 'n07705931',
  apple: 'n07739125',
  cherry: 'n07757132',
  citrus: 'n07747055',
  lemon: 'n07749582',
  orange: 'n07747607',
} as const;

const noun = (id: string, words: string[], gloss: string, children: string[] = []) => ({
  id,
  words,
  gloss,
  kinds: children.length,
  children,
});

/** A small part of the hierarchy to practise in. */
export const lessonTree: ClassifyTree = {
  roots: [ids.fruit],
  nouns: Object.fromEntries(
    [
      noun(
        ids.fruit,
        ['edible fruit'],
        'edible reproductive body of a seed plant especially one having sweet flesh',
        [ids.apple, ids.cherry, ids.citrus],
      ),
      noun(
        ids.apple,
        ['apple'],
        'fruit with red or yellow or green skin and sweet to tart crisp whitish flesh',
      ),
      noun(ids.cherry, ['cherry'], 'a red fruit with a single hard stone'),
      noun(
        ids.citrus,
        ['citrus fruit', 'citrus', 'citrous fruit'],
        'any of numerous fruits of the genus Citrus having thick rind and juicy pulp; grown in warm regions',
        [ids.lemon, ids.orange],
      ),
      noun(ids.lemon, ['lemon'], 'yellow oval fruit with juicy acidic flesh'),
      noun(ids.orange, ['orange'], 'round yellow to orange fruit of any of several citrus trees'),
    ].map((one) => [one.id, one]),
  ),
};

const judge =
  (right: string, remarks: Record<string, string>, otherwise: string) =>
  ([vote]: readonly VoteInput[]): string | null =>
    vote?.answer === right ? null : (remarks[vote?.answer ?? ''] ?? otherwise);

const judgeBall = judge(
  'none',
  {
    'cannot-tell': 'One can tell: it is a ball, which is none of these nouns.',
    broken: 'The image is in order: it only shows none of these nouns.',
  },
  'It is a ball, which is no fruit: none of these.',
);

/** How an image is named. */
export const classifyLesson: readonly LessonStep<Drawing>[] = [
  {
    page: 'orange',
    task: 'Name it as precisely as you can: go to citrus fruit, from there to orange, and answer.',
    keys: 'Digits or arrows go down the nouns, Enter answers.',
    judge: judge(
      ids.orange,
      {
        [ids.citrus]: 'True, but one can tell which: go on to orange.',
        [ids.fruit]: 'True, but one can tell more: go on to citrus fruit, then to orange.',
      },
      'It shows an orange: citrus fruit, then orange.',
    ),
  },
  {
    page: 'citrusSlice',
    task: 'A slice: of a lemon or of an orange? Where you cannot tell, stop higher up and answer some citrus fruit. That is better than a guess.',
    keys: 'Go to citrus fruit, then Enter.',
    judge: judge(
      ids.citrus,
      {
        [ids.lemon]: 'Perhaps, but the slice does not tell. Stop at citrus fruit.',
        [ids.orange]: 'Perhaps, but the slice does not tell. Stop at citrus fruit.',
        [ids.fruit]: 'True, but one can see that it is a citrus fruit.',
        'cannot-tell': 'One can tell that it is some citrus fruit: say that much.',
      },
      'It shows some citrus fruit.',
    ),
  },
  {
    page: 'ball',
    task: 'This is no fruit at all. Answer that it is none of these.',
    keys: 'N answers: none of these.',
    judge: judgeBall,
  },
  {
    page: 'cherry',
    task: 'The answer is sent, and the next image stands here. Suppose it was a slip: take the last answer back.',
    keys: 'U takes back.',
    judge: () => 'Leave this image for now: take the last answer back first.',
    takesBack: true,
  },
  {
    page: 'ball',
    task: 'There it is again. Answer it once more: none of these.',
    keys: 'N answers: none of these.',
    judge: judgeBall,
    again: true,
  },
];
