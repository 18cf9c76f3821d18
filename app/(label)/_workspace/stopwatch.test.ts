import { expect, it } from 'vitest';
import { elapsed, isLookedAt, pauseWatch, resumeWatch, startWatch } from './stopwatch';

it('time in which the page is hidden does not count', () => {
  const hidden = pauseWatch(startWatch(1000), 3000);
  expect(elapsed(hidden, 60_000)).toBe(2000);
  expect(elapsed(resumeWatch(hidden, 60_000), 61_000)).toBe(3000);
  expect(elapsed(pauseWatch(hidden, 90_000), 99_000)).toBe(2000);
});

it('a second click, half a blink after the page came, was not meant for it', () => {
  const watch = startWatch(1000);
  expect(isLookedAt(elapsed(watch, 1250))).toBe(false);
  expect(isLookedAt(elapsed(watch, 1500))).toBe(true);
});
