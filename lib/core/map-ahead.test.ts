import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { mapAhead } from './map-ahead.ts';

async function* upTo(count: number) {
  for (let n = 0; n < count; n++) yield n;
}

async function run(count: number, bounds: { items: number; weight: number; weigh: (n: number) => number }) {
  let underWay = 0;
  let most = 0;
  const answers: number[] = [];
  const act = async (n: number) => {
    most = Math.max(most, ++underWay);
    await sleep((n * 7) % 5);
    underWay--;
    return n;
  };
  for await (const answer of mapAhead(upTo(count), bounds, act)) answers.push(answer);
  return { answers, most };
}

test('gives the answers in order, working on several at once but never more than may be', async () => {
  const { answers, most } = await run(40, { items: 6, weight: 1e9, weigh: () => 1 });
  expect(answers).toEqual(Array.from({ length: 40 }, (_, n) => n));
  expect(most).toBe(6);
});

test('keeps to the weight, but lets one that is heavier go alone', async () => {
  expect((await run(20, { items: 10, weight: 3, weigh: () => 1 })).most).toBe(3);
  const heavy = await run(5, { items: 10, weight: 3, weigh: () => 9 });
  expect(heavy.most).toBe(1);
  expect(heavy.answers).toHaveLength(5);
});

test('the first throw ends it', async () => {
  const answers: number[] = [];
  const work = async () => {
    const bounds = { items: 4, weight: 10, weigh: () => 1 };
    const act = async (n: number) => {
      if (n >= 3) throw new Error(`no ${n}`);
      return n;
    };
    for await (const answer of mapAhead(upTo(9), bounds, act)) answers.push(answer);
  };
  await expect(work()).rejects.toThrow('no 3');
  expect(answers).toEqual([0, 1, 2]);
});
