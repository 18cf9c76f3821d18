import { expect, test } from 'vitest';
import type { ReviewUnit } from '#lib/labelling/review';
import { choicesOf } from './review-choices';

const dog = { id: 'n02084071', words: ['dog'], gloss: '', path: [] };
const cat = { id: 'n02121620', words: ['cat'], gloss: '', path: [] };
const nouns = { [dog.id]: dog, [cat.id]: cat };
const unit = (answers: string[], answer: string | null = null) =>
  ({ answer, votes: answers.map((said) => ({ answer: said })) }) as ReviewUnit;

test('offers the nouns that were answered, most votes first, then the answers without one', () => {
  expect(choicesOf('classify', unit([cat.id, dog.id, dog.id, 'none']), nouns)).toEqual([
    { key: '1', answer: dog.id, label: 'dog', votes: 2 },
    { key: '2', answer: cat.id, label: 'cat', votes: 1 },
    { key: 'N', answer: 'none', label: 'None of these', votes: 1 },
    { key: 'T', answer: 'cannot-tell', label: 'Cannot tell', votes: 0 },
    { key: 'B', answer: 'broken', label: 'Broken or unsuitable', votes: 0 },
  ]);
});

test('offers the label that stands, though nobody voted for it; yes and no to verify', () => {
  expect(choicesOf('classify', unit([], cat.id), nouns)[0]).toMatchObject({ answer: cat.id, votes: 0 });
  expect(choicesOf('verify', unit(['yes', 'no', 'no'], 'no'), {})).toMatchObject([
    { key: 'Y', answer: 'yes', votes: 1 },
    { key: 'N', answer: 'no', votes: 2 },
  ]);
});
