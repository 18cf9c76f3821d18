import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { Turns } from './turns.ts';

async function run(weights: readonly number[], room: { atOnce: number; weight: number }) {
  const turns = new Turns(room);
  const began: number[] = [];
  let [running, weight, most, heaviest] = [0, 0, 0, 0];
  const work = (its: number, index: number) =>
    turns.run(its, async () => {
      began.push(index);
      running++;
      weight += its;
      [most, heaviest] = [Math.max(most, running), Math.max(heaviest, weight)];
      await sleep((index * 7) % 5);
      running--;
      weight -= its;
      return index;
    });
  const answers = await Promise.all(weights.map(work));
  return { answers, began, most, heaviest };
}

test('no more runs at once than may, in the order in which it came', async () => {
  const numbers = Array.from({ length: 20 }, (_, index) => index);
  const { answers, began, most } = await run(Array(20).fill(1), { atOnce: 3, weight: 100 });
  expect(answers).toEqual(numbers);
  expect(began).toEqual(numbers);
  expect(most).toBe(3);
});

test('weights keep within what they may have together; what is heavier goes alone', async () => {
  expect(await run([3, 3, 3, 3, 3], { atOnce: 9, weight: 7 })).toMatchObject({ most: 2, heaviest: 6 });
  expect(await run([1, 50, 1], { atOnce: 9, weight: 7 })).toMatchObject({ began: [0, 1, 2], heaviest: 50 });
});

test('what throws makes room for the next', async () => {
  const turns = new Turns({ atOnce: 1, weight: 1 });
  const lost = turns.run(1, () => Promise.reject(new Error('no')));
  await expect(lost).rejects.toThrow('no');
  expect(await turns.run(1, async () => 'yes')).toBe('yes');
});
