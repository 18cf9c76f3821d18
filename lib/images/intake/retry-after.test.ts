import { expect, test } from 'vitest';
import { retryAfterMs } from './retry-after.ts';

test('reads seconds and dates, and takes anything else for nothing', () => {
  const now = Date.parse('2026-05-01T12:00:00Z');
  expect(retryAfterMs('120', now)).toBe(120_000);
  expect(retryAfterMs(' 0 ', now)).toBe(0);
  expect(retryAfterMs('Fri, 01 May 2026 12:00:30 GMT', now)).toBe(30_000);
  expect(retryAfterMs('Fri, 01 May 2026 11:00:00 GMT', now)).toBe(0);
  for (const nothing of [undefined, '', 'soon', '-5x']) expect(retryAfterMs(nothing, now)).toBeUndefined();
});
