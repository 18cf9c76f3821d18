import { setTimeout as sleep, setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { twoAtOnce } from './read-batches.ts';

async function* upTo(end: number): AsyncGenerator<number> {
  for (let value = 0; value < end; value++) {
    await turn();
    yield value;
  }
}

test('gives what becomes of each in their order, two at once and no more', async () => {
  let running = 0;
  let most = 0;
  const results: number[] = [];
  const work = async (value: number) => {
    most = Math.max(most, ++running);
    // Every other one takes longer than the one after it.
    await sleep(value % 2 ? 0 : 5);
    running--;
    return 10 * value;
  };
  for await (const result of twoAtOnce(upTo(7), work)) results.push(result);
  expect(results).toEqual([0, 10, 20, 30, 40, 50, 60]);
  expect(most).toBe(2);
});

test('is over only when nothing is under way, where one fails and where nobody wants more', async () => {
  let running = 0;
  const work = async (value: number) => {
    running++;
    await sleep(5);
    running--;
    if (value === 1) throw new Error('the second');
    return value;
  };
  const got: number[] = [];
  await expect(async () => {
    for await (const result of twoAtOnce(upTo(5), work)) got.push(result);
  }).rejects.toThrow('the second');
  expect([got, running]).toEqual([[0], 0]);

  for await (const result of twoAtOnce(upTo(5), work)) if (result === 0) break;
  expect(running).toBe(0);
});
