import { expect, test } from 'vitest';
import { composeRound, isQuizEnough, passMark } from './qualification.ts';

const units = (answers: string[]) => answers.map((answer, unitId) => ({ unitId, answer }));

test('four in five must be right', () => {
  expect([1, 4, 5, 6, 10, 20].map(passMark)).toEqual([1, 4, 4, 5, 8, 16]);
});

test('a verify round is half yes and half no, in the order given', () => {
  const round = composeRound('verify', 4, units(['yes', 'yes', 'yes', 'no', 'yes', 'no', 'no']));
  expect(round.map(({ unitId }) => unitId)).toEqual([0, 1, 3, 5]);
});

test('takes more of one answer where the other is scarce, and none where it is too scarce', () => {
  expect(composeRound('verify', 6, units(['yes', 'yes', 'no', 'no', 'no', 'no'])).length).toBe(6);
  expect(composeRound('verify', 6, units(['yes', 'no', 'no', 'no', 'no', 'no', 'no']))).toEqual([]);
  expect(isQuizEnough('verify', 6, { all: 9, yes: 9, no: 0 })).toBe(false);
  expect(isQuizEnough('classify', 6, { all: 6, yes: 0, no: 0 })).toBe(true);
});
