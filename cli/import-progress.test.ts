import { expect, test } from 'vitest';
import { importProgress } from './import-progress.ts';

test('says what it knows', () => {
  expect(
    importProgress({
      done: 1234,
      refused: 3,
      passed: 0.379,
      imagesPerSecond: 120.4,
      bytesPerSecond: 14_200_000,
      secondsLeft: 124.2,
    }),
  ).toBe('1,234 files (37 %), 3 refused, 120 files/s, 14.2 MB/s, 2 min 05 s left');
  const nothing = { imagesPerSecond: null, bytesPerSecond: null, secondsLeft: null };
  expect(importProgress({ done: 0, refused: 0, passed: null, ...nothing })).toBe('0 files');
});
