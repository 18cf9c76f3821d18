import { expect, test } from 'vitest';
import { randomPredictions } from '../testing/random-predictions.ts';
import { computeMetrics } from './compute-metrics.ts';
import { computeMetricsApart } from './compute-metrics-apart.ts';

const request = (images: number) => {
  const { predictions, truth } = randomPredictions(7, images, 6);
  const classes = Array.from({ length: 6 }, (_, i) => `class ${i}`);
  return { predictions, truth, classes, bootstrap: { rounds: 20, seed: 1 } };
};

test.each([100, 20_000])(
  '%i images have the same metrics, and the caller goes on meanwhile',
  async (images) => {
    const asked = request(images);
    let beats = 0;
    const heart = setInterval(() => beats++, 5);
    const metrics = await computeMetricsApart(asked);
    clearInterval(heart);
    expect(metrics).toEqual(computeMetrics(asked));
    if (images >= 20_000) expect(beats).toBeGreaterThan(1);
  },
);

test('what is wrong with the request is thrown', async () => {
  const asked = { ...request(20_000), truth: new Int32Array(3) };
  await expect(computeMetricsApart(asked)).rejects.toThrow(/of the same split/);
});
