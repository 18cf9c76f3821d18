import { expect, it } from 'vitest';
import { randomPredictions } from '../testing/random-predictions.ts';
import { computeMetrics } from './compute-metrics.ts';
import { compareBits } from './image-bits.ts';
import { rightImages } from './right-images.ts';

const none = { rounds: 0, seed: 1 };
const count = (bits: Uint8Array) => compareBits(bits, bits).both;

it('says of as many images as the error that they are right', () => {
  for (const classes of [2, 7, 30]) {
    const { predictions, truth } = randomPredictions(`right ${classes}`, 123, classes);
    const names = Array.from({ length: classes }, (_, i) => `n${i}`);
    const metrics = computeMetrics({ predictions, truth, classes: names, bootstrap: none });
    if (metrics.kind !== 'ranking') throw new Error('not a ranking');
    const { top1, top5 } = rightImages(predictions, truth);
    expect(count(top1)).toBe(Math.round(metrics.top1 * 123));
    expect(count(top5 as Uint8Array)).toBe(Math.round(metrics.top5 * 123));
  }
});

it('goes by the same threshold as the error, where the answer is yes or no', () => {
  const { predictions, truth } = randomPredictions('yes or no', 99, 1);
  const metrics = computeMetrics({ predictions, truth, classes: ['n1'], bootstrap: none });
  if (metrics.kind !== 'yes-no') throw new Error('not yes or no');
  const { top1, top5 } = rightImages(predictions, truth);
  expect(top5).toBeNull();
  expect(count(top1)).toBe(Math.round(metrics.accuracy * 99));
});

it('has no image right that is not counted', () => {
  for (const classes of [1, 6]) {
    const { predictions, truth } = randomPredictions('none', 40, classes);
    const { top1, top5 } = rightImages(predictions, truth.fill(-1));
    expect([count(top1), top5 && count(top5)]).toEqual([0, classes === 1 ? null : 0]);
  }
});
