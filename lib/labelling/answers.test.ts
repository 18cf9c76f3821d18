import { expect, it } from 'vitest';
import { answerOfNouns, MOST_NOUNS } from './answer-of-nouns.ts';
import { answerSchemas, nounsOf } from './answers.ts';

it('takes yes and no for verify, nothing else', () => {
  for (const answer of ['yes', 'no']) expect(answerSchemas.verify.parse(answer)).toBe(answer);
  for (const answer of ['Yes', '', 'none', 'n02084071', null]) {
    expect(answerSchemas.verify.safeParse(answer).success).toBe(false);
  }
});

it('takes a synset id or a reason for none for classify', () => {
  for (const answer of ['n02084071', 'none', 'cannot-tell', 'broken']) {
    expect(answerSchemas.classify.parse(answer)).toBe(answer);
  }
  for (const answer of ['yes', 'dog', 'n2084071', 'n020840711', '']) {
    const refused = answerSchemas.classify.safeParse(answer);
    expect(refused.error?.issues[0]?.message).toContain('must be a synset id such as n02084071');
  }
});

it('takes several nouns in one form alone: in order, each once, not too many', () => {
  const dogAndCat = answerOfNouns(['n02121620', 'n02084071', 'n02121620']);
  expect(dogAndCat).toBe('n02084071 n02121620');
  expect(answerSchemas.classify.parse(dogAndCat)).toBe(dogAndCat);
  const many = Array.from({ length: MOST_NOUNS + 1 }, (_, i) => `n${String(i).padStart(8, '0')}`);
  const bad = ['n02121620 n02084071', 'n02084071 n02084071', 'n02084071  n02121620', 'n02084071 none'];
  for (const answer of [...bad, answerOfNouns(many), ' n02084071']) {
    expect(answerSchemas.classify.safeParse(answer).success).toBe(false);
  }
});

it('knows the nouns that an answer names', () => {
  expect(nounsOf('n02084071')).toEqual(['n02084071']);
  expect(nounsOf('n02084071 n02121620')).toEqual(['n02084071', 'n02121620']);
  for (const answer of ['none', 'yes', '']) expect(nounsOf(answer)).toEqual([]);
});
