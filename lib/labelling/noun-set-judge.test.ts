import { expect, test } from 'vitest';
import { nounSetJudge } from './noun-set-judge.ts';

const [dog, beagle, cat] = ['n02084071', 'n02088364', 'n02121620'] as const;
const judge = nounSetJudge(
  { kind: 'classify', reliability: 0.85 },
  new Map([['ada', { reliability: 0.98, confusion: [] }]]),
  (noun, other) => noun === other || (noun === beagle && other === dog),
);
const votes = (...answers: string[]) =>
  answers.map((answer, i) => ({ userId: i === 0 ? 'ada' : `labeler ${i}`, answer }));

test('two who name the same nouns settle an image at 0.95, a third noun of one is left out', () => {
  const agreed = judge(null, votes(`${dog} ${cat}`, `${dog} ${cat}`));
  expect(agreed).toMatchObject({ answer: `${dog} ${cat}`, votes: 2 });
  expect(agreed.confidence).toBeGreaterThan(0.95);
  expect(judge(null, votes(dog, `${dog} ${cat}`)).answer).toBe(dog);
});

test('a finer noun stands for the coarser ones that others name', () => {
  expect(judge(null, votes(beagle, dog, `${beagle} ${cat}`)).answer).toBe(beagle);
});

test('without votes, or with a noun against none, there is no answer', () => {
  expect(judge(null, [])).toEqual({ answer: null, confidence: 0, votes: 0 });
  expect(judge(null, votes('none', dog, dog).slice(1)).answer).toBe(dog);
  const torn = votes(dog, 'none').map((vote) => ({ ...vote, userId: 'somebody' }));
  expect(judge(null, torn)).toMatchObject({ answer: null, confidence: 0 });
  expect(judge(null, votes('broken', 'broken')).answer).toBe('broken');
});
