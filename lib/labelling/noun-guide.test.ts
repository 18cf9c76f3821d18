import { expect, test } from 'vitest';
import { rankNouns } from './noun-guide.ts';

test('ranks by own answers, the newest counting most, then by what is frequent', () => {
  const counts = new Map([
    ['cat', 50],
    ['cow', 30],
    ['rare', 2],
  ]);
  expect(rankNouns(['dog', 'cat', 'dog'], counts)).toEqual(['cat', 'dog', 'cow']);
  expect(rankNouns(['dog', 'dog', 'dog'], counts)[0]).toBe('dog');
  expect(rankNouns([], counts)).toEqual(['cat', 'cow']);
  expect(rankNouns(['dog'], new Map())).toEqual(['dog']);
});

test('gives nine at most', () => {
  expect(
    rankNouns(
      Array.from({ length: 20 }, (_, i) => `noun ${i}`),
      new Map(),
    ),
  ).toHaveLength(9);
});
