import fc from 'fast-check';
import { expect, it } from 'vitest';
import { collectVotes } from './named-votes.ts';

const vote = fc.tuple(
  fc.constantFrom('u', 'v', 'w'),
  fc.string({ maxLength: 2 }),
  fc.string({ maxLength: 2 }),
);

it('can be read back, in names in order, units also as they were first seen', () => {
  fc.assert(
    fc.property(fc.array(vote, { maxLength: 30 }), (votes) => {
      const collector = collectVotes();
      for (const row of votes) collector.add(...row);
      const { votes: coded, unitNames, labelerNames, answerNames, unitsAsSeen } = collector.finish();
      const back = votes.map((_, i) => [
        unitNames[coded.units[i] as number],
        labelerNames[coded.labelers[i] as number],
        answerNames[coded.answers[i] as number],
      ]);
      expect(back).toEqual(votes);
      for (const names of [unitNames, labelerNames, answerNames]) expect([...names].sort()).toEqual(names);
      expect(Array.from(unitsAsSeen, (unit) => unitNames[unit])).toEqual([
        ...new Set(votes.map(([unit]) => unit)),
      ]);
    }),
  );
});

it('grows with the votes', () => {
  const collector = collectVotes();
  for (let i = 0; i < 5000; i++) collector.add(`${i}`, `${i % 7}`, `${i % 3}`);
  expect(collector.count).toBe(5000);
  const { votes, unitNames } = collector.finish();
  expect(votes.units).toHaveLength(5000);
  expect(unitNames[votes.units[4999] as number]).toBe('4999');
});
