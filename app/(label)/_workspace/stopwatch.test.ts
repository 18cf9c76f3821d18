import { expect, it } from 'vitest';
import { elapsed, pauseWatch, resumeWatch, startWatch } from './stopwatch';

it('time in which the page is hidden does not count', () => {
  const hidden = pauseWatch(startWatch(1000), 3000);
  expect(elapsed(hidden, 60_000)).toBe(2000);
  expect(elapsed(resumeWatch(hidden, 60_000), 61_000)).toBe(3000);
  expect(elapsed(pauseWatch(hidden, 90_000), 99_000)).toBe(2000);
});
