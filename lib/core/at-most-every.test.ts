import { afterEach, expect, test, vi } from 'vitest';
import { atMostEvery } from './at-most-every.ts';

afterEach(() => vi.useRealTimers());

test('what comes sooner is not said, what comes then is', () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  const said: number[] = [];
  const say = atMostEvery(1000, (value: number) => said.push(value));
  for (let value = 0; value < 30; value++) {
    say(value);
    vi.advanceTimersByTime(100);
  }
  expect(said).toEqual([0, 10, 20]);
});
