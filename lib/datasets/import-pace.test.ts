import { expect, test } from 'vitest';
import { paceOf } from './import-pace.ts';

test('a quarter passed in ten seconds leaves thirty', () => {
  expect(paceOf({ done: 500, bytes: 2_000_000, seconds: 10, passed: 0.25 })).toEqual({
    imagesPerSecond: 50,
    bytesPerSecond: 200_000,
    secondsLeft: 30,
  });
  expect(paceOf({ done: 500, bytes: 1, seconds: 10, passed: 1 }).secondsLeft).toBe(0);
});

test('nothing is said too early, nor how long where nobody knows how much there is', () => {
  expect(paceOf({ done: 3, bytes: 1, seconds: 0.2, passed: 0.1 }).imagesPerSecond).toBeNull();
  expect(paceOf({ done: 500, bytes: 1, seconds: 10, passed: null }).secondsLeft).toBeNull();
  expect(paceOf({ done: 1, bytes: 1, seconds: 10, passed: 0 }).secondsLeft).toBeNull();
});
