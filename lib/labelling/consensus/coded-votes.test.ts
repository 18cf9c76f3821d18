import fc from 'fast-check';
import { expect, it } from 'vitest';
import { codeVotes } from './coded-votes.ts';

it('can be read back', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ unit: fc.nat(9), answer: fc.string({ maxLength: 2 }) })), (votes) => {
      const { votes: coded, unitNames, answerNames } = codeVotes(votes);
      const back = [...coded.units].map((unit, i) => ({
        unit: unitNames[unit],
        answer: answerNames[coded.answers[i] as number],
      }));
      expect(back).toEqual(votes);
      expect(coded.unitCount).toBe(new Set(votes.map(({ unit }) => unit)).size);
      expect(coded.answerCount).toBe(new Set(votes.map(({ answer }) => answer)).size);
    }),
  );
});
