import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { admitVotes as admit } from './admit-votes.ts';
import { byMajority, whenSure } from './deciding.ts';
import { verifyJudge } from './judge.ts';
import type { NamedUnit, UnitVote } from './locked-unit.ts';
import { startVerifyModel } from './online-model.ts';
import { votesWanted } from './votes-needed.ts';

const admitVotes = <Vote extends UnitVote>(
  votesPerUnit: number,
  units: readonly NamedUnit[],
  before: readonly UnitVote[],
  votes: readonly Vote[],
) => {
  const policy = { votesPerUnit, targetConfidence: null };
  return admit(policy, byMajority(policy), units, before, votes);
};

const unit = (id: number, wanted: number, ...takers: string[]): NamedUnit => ({
  id,
  state: 'open',
  voteCount: 0,
  extraVotes: 0,
  synsetId: null,
  campaignId: 'c',
  gold: false,
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
    expect(admitVotes(2, tied.units as NamedUnit[], tied.kept, [vote(1, 'cleo')]).outcomes).toEqual([
      'not-needed',
    ]);
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
            for (const changed of admitted.units) units.set(changed.id, changed as NamedUnit);
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

describe('admitVotes with a target confidence', () => {
  const policy = { votesPerUnit: 5, targetConfidence: 0.95 };
  const decide = whenSure(policy, verifyJudge(startVerifyModel, new Map()));
  const fresh = (...takers: string[]) => ({ ...unit(1, 0, ...takers), wanted: 2 - takers.length });
  const cast = (...answers: string[]) =>
    admit(
      policy,
      decide,
      [fresh()],
      [],
      answers.map((answer, i) => vote(1, `labeler ${i}`, answer)),
    );

  it('settles on two who agree, and takes nothing more', () => {
    const { outcomes, units } = cast('yes', 'yes', 'no');
    expect(outcomes).toEqual(['kept', 'kept', 'not-needed']);
    expect(units).toMatchObject([{ state: 'settled', answer: 'yes', voteCount: 2, wanted: 0 }]);
    expect(units[0]?.confidence).toBeGreaterThan(0.95);
  });

  it('asks for one vote at a time where people disagree, and contests what stays so', () => {
    expect(cast('yes', 'no').units).toMatchObject([{ state: 'open', answer: null, wanted: 1 }]);
    expect(cast('yes', 'no', 'yes').units[0]).toMatchObject({ state: 'open', wanted: 1 });
    expect(cast('yes', 'no', 'yes', 'no', 'yes', 'yes').units).toMatchObject([
      { state: 'contested', answer: null, voteCount: 5, wanted: 0 },
    ]);
  });

  it('keeps votes on gold and leaves the gold as it is', () => {
    const gold = {
      ...fresh(),
      state: 'settled' as const,
      answer: 'no',
      confidence: 1,
      wanted: 0,
      takers: ['ada'],
      gold: true,
    };
    const votes = [vote(1, 'ada'), vote(1, 'ada'), vote(1, 'bob')];
    const { outcomes, kept, units } = admit(policy, decide, [gold], [], votes);
    expect([outcomes, kept.length, units]).toEqual([['kept', 'repeated', 'not-needed'], 1, []]);
  });

  it('keeps every count right whatever comes, one at a time or together', () => {
    const sent = fc.array(
      fc.record({
        unitId: fc.constant(1),
        userId: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g'),
        answer: fc.constantFrom('yes', 'no'),
      }),
      { maxLength: 14 },
    );
    fc.assert(
      fc.property(sent, fc.constantFrom([], ['a'], ['a', 'b']), (votes, holders) => {
        let now: NamedUnit = fresh(...holders);
        const kept: UnitVote[] = [];
        for (const one of votes) {
          const admitted = admit(policy, decide, [now], kept, [one]);
          kept.push(...admitted.kept);
          now = (admitted.units[0] ?? now) as NamedUnit;
          expect(now.wanted).toBe(votesWanted(policy, now));
        }
        expect(now.voteCount).toBe(kept.length);
        expect(now.voteCount).toBeLessThanOrEqual(policy.votesPerUnit);
        const together = admit(policy, decide, [fresh(...holders)], [], votes);
        expect(together.kept).toEqual(kept);
        expect(together.units[0] ?? fresh(...holders)).toEqual(now);
      }),
    );
  });
});
