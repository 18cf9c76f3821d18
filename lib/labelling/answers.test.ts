import { expect, it } from 'vitest';
import { answerSchemas, isSynsetAnswer } from './answers.ts';

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

it('knows an answer that names a noun', () => {
  expect(isSynsetAnswer('n02084071')).toBe(true);
  expect(isSynsetAnswer('none')).toBe(false);
});
