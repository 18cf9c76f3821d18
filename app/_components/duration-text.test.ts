import { expect, test } from 'vitest';
import { durationText } from './duration-text';

const plain = (seconds: number) => durationText(seconds).replaceAll('\u00a0', ' ');

test.each([
  [0, 'less than 1 s'],
  [0.4, 'less than 1 s'],
  [1, '1 s'],
  [59.6, '1 min'],
  [750, '12 min 30 s'],
  [3_600, '1 h'],
  [3_659, '1 h'],
  [90_000, '1 day 1 h'],
  [2 * 86_400 + 59, '2 days'],
])('%d seconds are %s', (seconds, words) => {
  expect(plain(seconds)).toBe(words);
});
