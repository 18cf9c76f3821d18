import fc from 'fast-check';
import { expect, it } from 'vitest';
import { admitVotes } from './admit-votes.ts';
import { byMajority, whenSure } from './deciding.ts';
import { verifyJudge } from './judge.ts';
import type { NamedUnit } from './locked-unit.ts';
import { startVerifyModel } from './online-model.ts';
import { takeBackVotes } from './take-back-votes.ts';
import { votesWanted } from './votes-needed.ts';

const unit = (policy: Parameters<typeof votesWanted>[0], ...takers: string[]): NamedUnit => {
  const open = {
    id: 1,
    state: 'open' as const,
    voteCount: 0,
    extraVotes: 0,
    takers,
    answer: null,
    confidence: null,
  };
  return { ...open, wanted: votesWanted(policy, open), synsetId: null, campaignId: 'c', gold: false };
};

it('opens what the vote had settled, for whoever gave it', () => {
  const policy = { votesPerUnit: 1, targetConfidence: null };
  const vote = { unitId: 1, userId: 'ada', answer: 'yes' };
  const { units } = admitVotes(policy, byMajority(policy), [unit(policy, 'ada')], [], [vote]);
  expect(units[0]).toMatchObject({ state: 'settled', answer: 'yes' });
  expect(takeBackVotes(policy, units)).toEqual([unit(policy, 'ada')]);
});

it('makes a unit as it was while the labeler held it, whatever others did before', () => {
  const policies = fc.record({
    votesPerUnit: fc.integer({ min: 2, max: 7 }),
    targetConfidence: fc.constantFrom(null, 0.95),
  });
  fc.assert(
    fc.property(policies, fc.array(fc.constantFrom('yes', 'no'), { maxLength: 6 }), (policy, answers) => {
      const decide =
        policy.targetConfidence === null
          ? byMajority(policy)
          : whenSure({ ...policy, targetConfidence: 0.95 }, verifyJudge(startVerifyModel, new Map()));
      const votes = answers.map((answer, i) => ({ unitId: 1, userId: `other ${i}`, answer }));
      const first = unit(policy, 'ada');
      const others = admitVotes(policy, decide, [first], [], votes);
      const held = (others.units[0] ?? first) as NamedUnit;
      fc.pre(held.state === 'open');
      const vote = { unitId: 1, userId: 'ada', answer: 'yes' };
      const { units } = admitVotes(policy, decide, [held], others.kept, [vote]);
      expect(takeBackVotes(policy, units)).toEqual([{ ...held, confidence: null }]);
    }),
  );
});
