import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { mapLimited } from './map-limited.ts';

test('keeps the order, and never more than the limit at once', async () => {
  let running = 0;
  let most = 0;
  const answers = await mapLimited([5, 1, 4, 2, 3], 2, async (item) => {
    most = Math.max(most, ++running);
    await sleep(item);
    running--;
    return item * 10;
  });
  expect(answers).toEqual([50, 10, 40, 20, 30]);
  expect(most).toBe(2);
});

test('passes on what an act throws', async () => {
  await expect(mapLimited([1, 2], 1, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await mapLimited([], 3, async () => 1)).toEqual([]);
});
