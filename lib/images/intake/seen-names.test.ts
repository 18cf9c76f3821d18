import { expect, test } from 'vitest';
import { heapInUse } from '../testing/heap-in-use.ts';
import { SeenNames } from './seen-names.ts';

test('knows a name again, among very many, at 20 bytes each at most', () => {
  const before = heapInUse();
  const seen = new SeenNames();
  const name = (index: number) => `n02084071/${'long '.repeat(20)}${index}.jpg`;
  let again = 0;
  for (let index = 0; index < 200_000; index++) if (seen.seenBefore(name(index))) again++;
  expect(again).toBe(0);
  expect(heapInUse() - before).toBeLessThan(200_000 * 20 + 1_000_000);
  for (let index = 0; index < 200_000; index += 97) expect(seen.seenBefore(name(index))).toBe(true);
  expect(seen.seenBefore('another')).toBe(false);
});
