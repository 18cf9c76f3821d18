import { expect, test } from 'vitest';
import type { ReviewUnit } from '#lib/labelling/review';
import { answerText, choicesOf, questionText } from './review-choices';

const dog = { id: 'n02084071', words: ['dog'], gloss: '', path: [] };
const cat = { id: 'n02121620', words: ['cat'], gloss: '', path: [] };
const nouns = { [dog.id]: dog, [cat.id]: cat };
const unit = (answers: string[], answer: string | null = null, question: string[] = []) =>
  ({ answer, question, votes: answers.map((said) => ({ answer: said })) }) as ReviewUnit;

test('offers the nouns that were answered, most votes first, then the answers without one', () => {
  expect(choicesOf('classify', unit([cat.id, dog.id, dog.id, 'none']), nouns)).toEqual([
    { key: '1', answer: dog.id, label: 'dog', votes: 2 },
    { key: '2', answer: cat.id, label: 'cat', votes: 1 },
    { key: 'N', answer: 'none', label: 'None of these', votes: 1 },
    { key: 'T', answer: 'cannot-tell', label: 'Cannot tell', votes: 0 },
    { key: 'B', answer: 'broken', label: 'Broken or unsuitable', votes: 0 },
  ]);
});

test('gives a noun in question the same key on every unit of the question', () => {
  const question = [cat.id, 'none'];
  for (const answers of [[dog.id, dog.id, cat.id], [cat.id, 'none'], []])
    expect(choicesOf('classify', unit(answers, null, question), nouns)[0]).toMatchObject({
      key: '1',
      answer: cat.id,
    });
});

test('offers the label that stands, though nobody voted for it; yes and no to verify', () => {
  expect(choicesOf('classify', unit([], cat.id), nouns)[0]).toMatchObject({ answer: cat.id, votes: 0 });
  expect(choicesOf('verify', unit(['yes', 'no', 'no'], 'no', [dog.id]), {})).toMatchObject([
    { key: 'Y', answer: 'yes', votes: 1 },
    { key: 'N', answer: 'no', votes: 2 },
  ]);
});

test('says answers and questions in words', () => {
  expect(answerText(`${dog.id} ${cat.id}`, nouns)).toBe('dog and cat');
  expect(questionText([dog.id], nouns)).toBe('dog?');
  expect(questionText([dog.id, 'none'], nouns)).toBe('dog or None of these?');
  expect(questionText([], nouns)).toBe('Nobody has answered');
});
