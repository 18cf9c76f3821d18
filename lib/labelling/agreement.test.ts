import fc from 'fast-check';
import { expect, it } from 'vitest';
import { BLOCK, measureAgreement } from './agreement.ts';

const votes = (agreed: number, disagreed: number) => [
  ...Array(agreed).fill(true),
  ...Array(disagreed).fill(false),
];

it('counts full blocks, best known nouns first', () => {
  expect(
    measureAgreement([
      { noun: 'dog', agreed: votes(17, 8) },
      { noun: 'cat', agreed: votes(30, 0) },
      { noun: 'fox', agreed: votes(10, 0) },
      { noun: 'owl', agreed: votes(9, 0) },
      { noun: '', agreed: votes(5, 5) },
    ]),
  ).toEqual({
    all: { votes: 70, agreed: 62 },
    nouns: [
      { noun: 'cat', votes: 30, agreed: 30 },
      { noun: 'fox', votes: 10, agreed: 10 },
      { noun: 'dog', votes: 20, agreed: 17 },
    ],
  });
});

it('does not change with one more vote, but at a block’s end', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { maxLength: 45 }), fc.boolean(), (agreed, next) => {
      const before = measureAgreement([{ noun: 'dog', agreed }]);
      const after = measureAgreement([{ noun: 'dog', agreed: [...agreed, next] }]);
      if ((agreed.length + 1) % BLOCK !== 0) expect(after).toEqual(before);
      else expect(after.all.votes).toBe(before.all.votes + BLOCK);
    }),
  );
});
