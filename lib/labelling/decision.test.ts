import fc from 'fast-check';
import { expect, test } from 'vitest';
import { withDecision, withOpinion, withoutDecision } from './decision.ts';
import type { LockedUnit } from './locked-unit.ts';

const unit: LockedUnit = {
  id: 1,
  state: 'contested',
  voteCount: 2,
  extraVotes: 0,
  wanted: 0,
  takers: ['a', 'b'],
  answer: null,
  confidence: null,
};

test('a decision settles a unit for certain, whatever it was', () => {
  const settled = { state: 'settled', answer: 'yes', confidence: 1, wanted: 0, voteCount: 2 };
  expect(withDecision(unit, 'yes')).toMatchObject(settled);
  expect(withDecision({ ...unit, state: 'open', wanted: 1 }, 'yes')).toMatchObject(settled);
  expect(withDecision({ ...unit, state: 'settled', answer: 'no', confidence: 0.7 }, 'yes')).toMatchObject(
    settled,
  );
});

test('taken back, a unit is what it was, and wants what it lacks beyond live leases', () => {
  const states = [
    { state: 'open', answer: null, confidence: null },
    { state: 'contested', answer: null, confidence: null },
    { state: 'settled', answer: 'no', confidence: 0.7 },
  ] as const;
  fc.assert(
    fc.property(fc.constantFrom(...states), fc.nat(3), fc.nat(3), (before, voteCount, leases) => {
      const votesPerUnit = before.state === 'open' ? voteCount + leases + 1 : voteCount;
      const wanted = before.state === 'open' ? 1 : 0;
      const takers = Array.from({ length: voteCount + leases }, (_, i) => `labeler ${i}`);
      const start = { ...unit, ...before, voteCount, wanted, takers };
      const policy = { votesPerUnit, targetConfidence: null };
      const back = withoutDecision(policy, withDecision(start, 'yes'), before);
      expect(back).toEqual(start);
    }),
  );
});

test('what is not decided cannot be taken back', () => {
  const open = { ...unit, state: 'open' } as const;
  expect(() => withoutDecision({ votesPerUnit: 3, targetConfidence: null }, open, open)).toThrow(
    /cannot become/,
  );
});

test('a second opinion opens a unit for so many votes more than it has', () => {
  const policy = { votesPerUnit: 2, targetConfidence: null };
  const opened = { state: 'open', answer: null, wanted: 2 };
  expect(withOpinion(policy, unit, 2)).toMatchObject({ ...opened, extraVotes: 2 });
  expect(
    withOpinion(policy, { ...unit, voteCount: 4, extraVotes: 2, takers: ['a', 'b', 'c', 'd'] }, 2),
  ).toMatchObject({
    ...opened,
    extraVotes: 4,
    wanted: 2,
  });
  expect(withOpinion({ ...policy, targetConfidence: 0.9 }, unit, 2)).toMatchObject({ ...opened, wanted: 1 });
  expect(() => withOpinion(policy, { ...unit, state: 'open' }, 2)).toThrow(/cannot become/);
});
