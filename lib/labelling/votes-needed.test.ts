import fc from 'fast-check';
import { expect, it } from 'vitest';
import { votesLeft, votesNeeded, votesWanted } from './votes-needed.ts';

const fixed = { votesPerUnit: 3, targetConfidence: null };
const adaptive = { votesPerUnit: 7, targetConfidence: 0.95 };

it.each([
  [fixed, 0, 0, 3],
  [fixed, 2, 0, 1],
  [fixed, 3, 2, 2],
  [adaptive, 0, 0, 2],
  [adaptive, 1, 0, 1],
  [adaptive, 5, 0, 1],
  [adaptive, 7, 0, 0],
  [adaptive, 7, 2, 1],
])('%o with %i votes and %i extra needs %i', (policy, voteCount, extraVotes, needed) => {
  expect(votesNeeded(policy, { voteCount, extraVotes })).toBe(needed);
});

it('wants what no live lease will bring, and nothing once the unit is decided', () => {
  const unit = { voteCount: 1, extraVotes: 0, state: 'open', takers: ['a', 'b'] } as const;
  expect(votesWanted(fixed, unit)).toBe(1);
  expect(votesWanted(adaptive, unit)).toBe(0);
  expect(votesWanted(adaptive, { ...unit, takers: ['a'] })).toBe(1);
  expect(votesWanted(fixed, { ...unit, state: 'settled' })).toBe(0);
});

it('never asks for more than may still be given, and for something while anything may', () => {
  const policy = fc.record({
    votesPerUnit: fc.integer({ min: 1, max: 25 }),
    targetConfidence: fc.constantFrom(null, 0.9),
  });
  const counts = fc.record({ voteCount: fc.nat(30), extraVotes: fc.nat(6) });
  fc.assert(
    fc.property(policy, counts, (of, unit) => {
      const needed = votesNeeded(of, unit);
      const left = votesLeft(of, unit);
      expect(needed).toBeLessThanOrEqual(left);
      expect(needed > 0).toBe(left > 0);
    }),
  );
});
