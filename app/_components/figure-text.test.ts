import { expect, test } from 'vitest';
import { figureText, partText } from './figure-text';

const spaced = (text: string) => text.replaceAll(/[\u202f\u00a0]/g, ' ');

test.each([
  [spaced(figureText(15.32, { unit: '%', interval: 0.21 })), '15.3 % ± 0.2'],
  [spaced(figureText(15.3, { unit: '%', interval: [15.1, 15.5] })), '15.3 % ± 0.2'],
  [spaced(figureText(15.3, { unit: '%', interval: [14.9, 15.8] })), '15.3 % (14.9 to 15.8)'],
  [spaced(figureText(1234, { digits: 0 })), '1,234'],
  [spaced(figureText(0.5, { unit: 'ms', digits: 2 })), '0.50 ms'],
])('%s', (text, expected) => {
  expect(text).toBe(expected);
});

test.each([
  [0, 5000, '0 %'],
  [1, 5000, '< 1 %'],
  [24, 5000, '< 1 %'],
  [25, 5000, '1 %'],
  [1850, 5000, '37 %'],
  [4975, 5000, '> 99 %'],
  [4999, 5000, '> 99 %'],
  [4974, 5000, '99 %'],
  [5000, 5000, '100 %'],
  [0, 0, '0 %'],
])('%i of %i is %s', (part, whole, text) => {
  expect(spaced(partText(part, whole))).toBe(text);
});
