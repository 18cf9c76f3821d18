import { expect, it } from 'vitest';
import { castVotesSchema } from './vote.ts';

const vote = { unitId: 1, answer: 'yes', milliseconds: 1234.6 };

it('takes votes of both kinds, with times in whole milliseconds of at most an hour', () => {
  expect(castVotesSchema.parse({ votes: [vote, { unitId: 2, answer: 'none', milliseconds: 9e9 }] })).toEqual({
    votes: [
      { unitId: 1, answer: 'yes', milliseconds: 1235 },
      { unitId: 2, answer: 'none', milliseconds: 3_600_000 },
    ],
    next: 0,
  });
});

it('refuses no vote, two votes for one unit, and answers that no campaign takes', () => {
  const message = (votes: unknown) => castVotesSchema.safeParse({ votes }).error?.issues[0]?.message;
  expect(message([])).toBe('must hold at least one vote');
  expect(message([vote, vote])).toBe('has two votes for one unit');
  expect(message([{ ...vote, answer: 'maybe' }])).toMatch(/must be yes, no, a synset id/);
  expect(message([{ ...vote, milliseconds: -1 }])).toBeDefined();
});
