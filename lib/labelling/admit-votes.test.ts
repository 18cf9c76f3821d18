import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { admitVotes, type LockedUnit, type UnitVote } from './admit-votes.ts';

const unit = (id: number, wanted: number, ...takers: string[]): LockedUnit => ({
  id,
  state: 'open',
  voteCount: 0,
  wanted,
  takers,
  answer: null,
  confidence: null,
});
const vote = (unitId: number, userId: string, answer = 'yes') => ({ unitId, userId, answer });

describe('admitVotes', () => {
  it('keeps a place for whoever holds a lease, and gives what is left to whoever comes first', () => {
    const { outcomes, units } = admitVotes(
      2,
      [unit(1, 1, 'ada')],
      [],
      [vote(1, 'bob'), vote(1, 'cleo'), vote(1, 'ada')],
    );
    expect(outcomes).toEqual(['kept', 'not-needed', 'kept']);
    expect(units).toMatchObject([
      { state: 'settled', answer: 'yes', confidence: 1, wanted: 0, voteCount: 2 },
    ]);
  });

  it('knows a vote that was kept before, the same or another', () => {
    const { outcomes, kept, units } = admitVotes(
      3,
      [{ ...unit(1, 2, 'ada'), voteCount: 1 }],
      [vote(1, 'ada')],
      [vote(1, 'ada'), vote(1, 'ada', 'no')],
    );
    expect(outcomes).toEqual(['repeated', 'answered-before']);
    expect([kept, units]).toEqual([[], []]);
  });

  it('contests a tie and takes nothing more', () => {
    const tied = admitVotes(2, [unit(1, 2)], [], [vote(1, 'ada'), vote(1, 'bob', 'no')]);
    expect(tied.units).toMatchObject([{ state: 'contested', answer: null, confidence: null, wanted: 0 }]);
    expect(admitVotes(2, tied.units, tied.kept, [vote(1, 'cleo')]).outcomes).toEqual(['not-needed']);
  });

  it('does not change what it is given', () => {
    const given = unit(1, 2);
    admitVotes(2, [given], [], [vote(1, 'ada')]);
    expect(given).toEqual(unit(1, 2));
  });

  const someVote = fc.record({
    unitId: fc.integer({ min: 1, max: 3 }),
    userId: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
    answer: fc.constantFrom('yes', 'no'),
  });

  it('keeps every count right whatever comes, in one sending or in many', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 4 }),
        fc.array(fc.array(someVote, { maxLength: 8 }), { maxLength: 6 }),
        fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { maxLength: 1 }),
        (votesPerUnit, sendings, holders) => {
          const units = new Map(
            [1, 2, 3].map((id) => [id, unit(id, votesPerUnit - holders.length, ...holders)]),
          );
          const votes: UnitVote[] = [];
          for (const sending of sendings) {
            const admitted = admitVotes(votesPerUnit, [...units.values()], votes, sending);
            votes.push(...admitted.kept);
            for (const changed of admitted.units) units.set(changed.id, changed);
          }
          const first = new Set<string>();
          const counted = votes.filter(({ unitId, userId }) => {
            const place = `${unitId} ${userId}`;
            return !first.has(place) && first.add(place);
          });
          expect(counted).toHaveLength(votes.length);
          for (const { id, state, voteCount, wanted, takers } of units.values()) {
            const own = votes.filter(({ unitId }) => unitId === id);
            expect(own).toHaveLength(voteCount);
            expect(voteCount).toBeLessThanOrEqual(votesPerUnit);
            expect(state === 'open').toBe(voteCount < votesPerUnit);
            const holding = holders.filter((holder) => !own.some(({ userId }) => userId === holder));
            expect(wanted).toBe(state === 'open' ? votesPerUnit - voteCount - holding.length : 0);
            expect(new Set(takers)).toEqual(new Set([...holders, ...own.map(({ userId }) => userId)]));
          }
          const together = admitVotes(
            votesPerUnit,
            [1, 2, 3].map((id) => unit(id, votesPerUnit - holders.length, ...holders)),
            [],
            sendings.flat(),
          );
          expect(together.kept).toEqual(votes);
        },
      ),
    );
  });
});
