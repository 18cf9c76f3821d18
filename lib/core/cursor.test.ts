import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { cursorSchema, encodeCursor, toPage } from './cursor.ts';

const schema = cursorSchema(z.tuple([z.number().int(), z.string()]));

test('a cursor comes back as the key it was made of', () => {
  fc.assert(
    fc.property(fc.integer(), fc.string({ unit: 'grapheme' }), (number, text) => {
      expect(schema.parse(encodeCursor([number, text]))).toEqual([number, text]);
    }),
  );
});

test.each(['', 'not a cursor', encodeCursor(['a', 1]), encodeCursor([1])])(
  'another text is refused: %j',
  (text) => {
    expect(schema.safeParse(text).error?.issues[0]?.message).toBe(
      'must be the nextCursor of the page before',
    );
  },
);

test('pages follow each other to the end', () => {
  const all = ['a', 'b', 'c', 'd', 'e'];
  const page = (after: string, limit: number) =>
    toPage(
      all.filter((letter) => letter > after).slice(0, limit + 1),
      limit,
      (letter) => [letter],
      (letter) => letter.toUpperCase(),
    );
  expect(page('', 2)).toEqual({ items: ['A', 'B'], nextCursor: encodeCursor(['b']) });
  expect(page('b', 2)).toEqual({ items: ['C', 'D'], nextCursor: encodeCursor(['d']) });
  expect(page('d', 2)).toEqual({ items: ['E'], nextCursor: null });
  expect(page('', 5)).toMatchObject({ nextCursor: null });
});
