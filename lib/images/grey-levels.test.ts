import { expect, test } from 'vitest';
import { greyLevels } from './grey-levels.ts';

const levels = (data: number[], width: number, height: number, channels: number, edge: number) =>
  [...greyLevels({ data: Uint8Array.from(data), width, height, channels }, edge)].map(
    (level) => Math.round(level * 1000) / 1000,
  );

test('each level is the mean of its part, borders by their share', () => {
  expect(levels([0, 30, 60, 0, 30, 60, 90, 90, 90], 3, 3, 1, 1)).toEqual([50]);
  expect(levels([0, 30, 60], 3, 1, 1, 2)).toEqual([10, 50, 10, 50]);
  expect(levels([10, 20, 30, 40], 2, 2, 1, 2)).toEqual([10, 20, 30, 40]);
});

test('a picture smaller than the levels is spread over them', () => {
  expect(levels([10, 20], 2, 1, 1, 4)).toEqual([
    10, 10, 20, 20, 10, 10, 20, 20, 10, 10, 20, 20, 10, 10, 20, 20,
  ]);
});

test('colours weigh as the eye sees them, what is transparent is white', () => {
  expect(levels([255, 0, 0], 1, 1, 3, 1)).toEqual([76.245]);
  expect(levels([255, 255, 255], 1, 1, 3, 1)).toEqual([255]);
  expect(levels([0, 0, 0, 0], 1, 1, 4, 1)).toEqual([255]);
  expect(levels([0, 255], 1, 1, 2, 1)).toEqual([0]);
});
