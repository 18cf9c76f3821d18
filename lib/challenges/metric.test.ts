import { expect, it } from 'vitest';
import { metricNames, metrics, shownValue } from './metric.ts';
import { summariseScore } from './score.ts';

const kept = {
  split: 'test' as const,
  images: 100,
  top1Error: 0.25,
  top5Error: 0.1,
  metrics: {
    confidence: { top1Error: [0.2, 0.3], hierarchicalError: [1, 2] },
    hierarchicalError: 1.5,
    meanPerClass: 0.7,
    logLoss: 0.514,
    calibrationError: 0.031,
    rocAuc: 0.98765,
    averagePrecision: 0.9,
  },
  scoredAt: new Date(0),
  missing: 0,
};

it('finds each metric where a score keeps it, rounded as it is shown', () => {
  const score = summariseScore(kept);
  const values = metricNames.map((name) => [name, metrics[name].of(score)?.error]);
  expect(Object.fromEntries(values)).toEqual({
    top1Error: 0.25,
    top5Error: 0.1,
    hierarchicalError: 1.5,
    meanPerClassError: 0.3,
    logLoss: 0.51,
    calibrationError: 0.03,
    rocAuc: 0.988,
    averagePrecision: 0.9,
  });
  expect(metrics.top1Error.of(score)?.interval).toEqual([0.2, 0.3]);
  expect(metrics.hierarchicalError.of(score)?.interval).toEqual([1, 2]);
});

it('has none where a score has none', () => {
  const { confidence } = kept.metrics;
  const score = summariseScore({ ...kept, top5Error: null, metrics: { confidence } });
  const found = metricNames.filter((name) => metrics[name].of(score) !== null);
  expect(found).toEqual(['top1Error']);
});

it('knows of errors and losses that less is better, of areas that more is', () => {
  const more = metricNames.filter((name) => !metrics[name].lessIsBetter);
  expect(more).toEqual(['rocAuc', 'averagePrecision']);
});

it('shows shares in per cent and other metrics as they are', () => {
  expect(shownValue('top1Error', 0.25)).toBe(25);
  expect(shownValue('logLoss', 0.25)).toBe(0.25);
});
