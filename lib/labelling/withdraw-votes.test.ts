import fc from 'fast-check';
import { expect, it } from 'vitest';
import { admitVotes, type LockedUnit } from './admit-votes.ts';
import { withdrawVotes } from './withdraw-votes.ts';

const unit = (wanted: number, ...takers: string[]): LockedUnit => ({
  id: 1,
  state: 'open',
  voteCount: 0,
  wanted,
  takers,
  answer: null,
  confidence: null,
});

it('opens what the vote had settled, for whoever gave it', () => {
  const { units } = admitVotes(1, [unit(0, 'ada')], [], [{ unitId: 1, userId: 'ada', answer: 'yes' }]);
  expect(units[0]).toMatchObject({ state: 'settled', answer: 'yes' });
  expect(withdrawVotes(1, [{ unit: units[0] as LockedUnit, leases: 0 }])).toEqual([unit(0, 'ada')]);
});

it('makes a unit as it was while the labeler held it, whatever others did before', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 7 }),
      fc.array(fc.constantFrom('yes', 'no'), { maxLength: 6 }),
      (wanted, answers) => {
        const others = answers.slice(0, wanted - 1);
        const votes = others.map((answer, i) => ({ unitId: 1, userId: `other ${i}`, answer }));
        const { units } = admitVotes(wanted, [unit(wanted - 1, 'ada')], [], votes);
        const held = units[0] ?? unit(wanted - 1, 'ada');
        const vote = { unitId: 1, userId: 'ada', answer: 'yes' };
        const [voted] = admitVotes(wanted, [held], votes, [vote]).units as [LockedUnit];
        expect(withdrawVotes(wanted, [{ unit: voted, leases: 0 }])).toEqual([held]);
      },
    ),
  );
});
