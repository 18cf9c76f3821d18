import { expect, it } from 'vitest';
import { answerText, truthText } from './answer-words';

const dog = { id: 'n02084071', words: ['dog', 'domestic dog'], gloss: 'a member of the genus Canis' };
const owl = { id: 'n01621127', words: ['owl'], gloss: 'nocturnal bird of prey' };
const tree = { roots: [dog.id], nouns: { [dog.id]: { ...dog, kinds: 0, children: [] } } };
const feedback = { unitId: 1, answer: 'no', right: false };

it.each([
  ['yes', [dog], 'It shows a dog'],
  ['no', [dog], 'It does not show a dog'],
  [dog.id, [dog], 'It shows a dog'],
  [`${owl.id} ${dog.id}`, [owl, dog], 'It shows an owl and a dog'],
  ['cannot-tell', [], 'The answer is that it cannot be told'],
])('says the truth %s', (truth, nouns, text) => {
  expect(truthText({ ...feedback, truth, nouns })).toBe(text);
});

it.each([
  [dog.id, 'a dog'],
  [owl.id, 'another noun'],
  ['none', 'none of these'],
])('says the answer %s', (answer, text) => {
  expect(answerText(answer, tree)).toBe(text);
});
