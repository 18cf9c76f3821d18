import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { emptyPredictions, recordAnswer } from '../predictions/predictions.ts';
import { randomPredictions } from '../testing/random-predictions.ts';
import { bootstrapIntervals } from './bootstrap.ts';
import { expectedCalibrationError } from './calibration.ts';
import { computeMetrics } from './compute-metrics.ts';
import type { RankingMetrics } from './ranking-metrics.ts';
import type { YesNoMetrics } from './yes-no-metrics.ts';

const none = { rounds: 0, seed: 1 };

function predict(rows: number[][], truth: number[]) {
  const classes = rows[0]?.length ?? 0;
  const predictions = emptyPredictions(rows.length, classes, { truthScores: classes > 1 });
  const columns = Int32Array.from({ length: classes }, (_, i) => i);
  for (const [i, row] of rows.entries()) {
    recordAnswer(predictions, i, Float32Array.from(row), columns, truth[i] as number);
  }
  return { predictions, truth: Int32Array.from(truth), classes: 'abcdefgh'.slice(0, classes).split('') };
}
const ranking = (rows: number[][], truth: number[], costs?: number[]) =>
  computeMetrics({
    ...predict(rows, truth),
    costs: costs ? Int32Array.from(costs) : null,
    bootstrap: none,
  }) as RankingMetrics;
const yesNo = (scores: number[], truth: number[]) =>
  computeMetrics({
    ...predict(
      scores.map((score) => [score]),
      truth,
    ),
    bootstrap: none,
  }) as YesNoMetrics;

describe('several classes', () => {
  test('counts right answers, by image and by class', () => {
    const scores = [
      [9, 1, 0, 2, 3, 4],
      [9, 1, 0, 2, 3, 4],
      [9, 1, 0, 2, 3, 4],
      [1, 9, 0, 2, 3, 4],
    ];
    const metrics = ranking(scores, [0, 0, 2, 1]);
    expect(metrics).toMatchObject({
      images: 4,
      classes: 6,
      top1: 0.75,
      top5: 0.75,
      top1Error: 0.25,
      ties: 0,
    });
    expect(metrics.meanPerClass).toBeCloseTo((1 + 1 + 0) / 3);
    expect(metrics.perClass.slice(0, 4)).toEqual([
      { class: 'a', images: 2, top1: 1, top5: 1 },
      { class: 'b', images: 1, top1: 1, top5: 1 },
      { class: 'c', images: 1, top1: 0, top5: 0 },
      { class: 'd', images: 0, top1: null, top5: null },
    ]);
    expect(metrics.confusions).toEqual([{ truth: 'c', guess: 'a', images: 1, share: 1 }]);
    expect(metrics).toMatchObject({ logLoss: null, calibrationError: null, hierarchicalError: null });
  });

  test('the hierarchical error is the least cost among five guesses', () => {
    const costs = [0, 1, 5, 1, 0, 5, 5, 5, 0];
    expect(ranking([[3, 2, 1]], [2], costs).hierarchicalError).toBe(0);
    const six = Array.from({ length: 36 }, (_, i) =>
      Math.floor(i / 6) === i % 6 ? 0 : 2 + Math.floor(i / 6),
    );
    expect(ranking([[6, 5, 4, 3, 2, 1]], [5], six).hierarchicalError).toBe(2);
  });

  test('log loss equals the example of scikit-learn', () => {
    const rows = [
      [0.1, 0.9],
      [0.9, 0.1],
      [0.8, 0.2],
      [0.35, 0.65],
    ];
    expect(ranking(rows, [1, 0, 0, 1]).logLoss).toBeCloseTo(0.21616, 5);
  });

  test('log loss of a model of more classes is over those of the challenge', () => {
    const predictions = emptyPredictions(1, 2, { truthScores: true });
    recordAnswer(predictions, 0, Float32Array.of(0.2, 0.6, 0.2), Int32Array.of(0, 2), 1);
    const metrics = computeMetrics({
      predictions,
      truth: Int32Array.of(1),
      classes: ['a', 'c'],
      bootstrap: none,
    });
    expect(metrics.logLoss).toBeCloseTo(Math.log(2), 6);
  });

  test('log loss is not told where the truth was neither kept nor guessed', () => {
    const { predictions, truth, classes } = predict([[0.3, 0.2, 0.2, 0.1, 0.1, 0.1]], [5]);
    const request = { predictions: { ...predictions, truthScores: null }, truth, classes, bootstrap: none };
    expect(computeMetrics(request).logLoss).toBeNull();
    expect(computeMetrics({ ...request, truth: Int32Array.of(0) }).logLoss).toBeCloseTo(-Math.log(0.3), 6);
  });
});

describe('yes or no', () => {
  test('areas equal the examples of scikit-learn', () => {
    const metrics = yesNo([0.1, 0.4, 0.35, 0.8], [0, 0, 1, 1]);
    expect(metrics.rocAuc).toBeCloseTo(0.75, 12);
    expect(metrics.averagePrecision).toBeCloseTo(0.8333333, 6);
    expect(metrics).toMatchObject({ accuracy: 0.75, threshold: 0.5, positives: 2, ties: 0 });
  });

  test('scores that are no probabilities say yes from 0 on', () => {
    expect(yesNo([-2, 3, -0.5, 0], [0, 1, 1, 1])).toMatchObject({
      accuracy: 0.75,
      threshold: 0,
      logLoss: null,
    });
  });

  test('one answer only has no areas', () => {
    expect(yesNo([0.2, 0.7], [1, 1])).toMatchObject({ rocAuc: null, accuracy: 0.5 });
    expect(yesNo([0.2, 0.7], [0, 0])).toMatchObject({ rocAuc: null, averagePrecision: null });
  });

  test('the area is the share of pairs in the right order, ties counting half', () => {
    const cases = fc.array(fc.tuple(fc.integer({ min: 0, max: 5 }), fc.nat(1)), {
      minLength: 2,
      maxLength: 40,
    });
    fc.assert(
      fc.property(cases, (images) => {
        const yes = images.filter(([, truth]) => truth === 1).map(([score]) => score);
        const no = images.filter(([, truth]) => truth === 0).map(([score]) => score);
        fc.pre(yes.length > 0 && no.length > 0);
        let wins = 0;
        for (const a of yes) for (const b of no) wins += a > b ? 1 : a === b ? 0.5 : 0;
        const metrics = yesNo(
          images.map(([score]) => score),
          images.map(([, truth]) => truth),
        );
        expect(metrics.rocAuc).toBeCloseTo(wins / (yes.length * no.length), 10);
      }),
    );
  });
});

describe('calibration', () => {
  test('is the weighted gap between sureness and truth', () => {
    const sure = (confidence: number, right: boolean) => ({ confidence, right });
    expect(expectedCalibrationError([sure(1, true), sure(1, true)])).toBe(0);
    expect(expectedCalibrationError([sure(0.9, true), sure(0.9, false)])).toBeCloseTo(0.4, 12);
    expect(expectedCalibrationError([sure(0.9, true), sure(0.5, false)])).toBeCloseTo((0.1 + 0.5) / 2, 12);
  });
});

describe('intervals', () => {
  test('the same seed gives the same digits', () => {
    const { predictions, truth } = randomPredictions(3, 300, 4, 50);
    const classes = ['a', 'b', 'c', 'd'];
    const bootstrap = { rounds: 200, seed: 'split' };
    const first = computeMetrics({ predictions, truth, classes, bootstrap });
    expect(computeMetrics({ predictions, truth, classes, bootstrap })).toEqual(first);
    const [low, high] = first.confidence.top1 as [number, number];
    expect(low).toBeLessThan((first as RankingMetrics).top1);
    expect(high).toBeGreaterThan((first as RankingMetrics).top1);
  });

  test('are as wide as the normal approximation of a share says', () => {
    const right = Float64Array.from({ length: 2_000 }, (_, i) => (i < 600 ? 1 : 0));
    const [interval] = bootstrapIntervals(2_000, { rounds: 1_000, seed: 7 }, (drawn) => [
      right.reduce((sum, value, i) => sum + value * (drawn[i] as number), 0) / 2_000,
    ]);
    const half = 1.96 * Math.sqrt((0.3 * 0.7) / 2_000);
    expect(interval?.[0]).toBeCloseTo(0.3 - half, 2);
    expect(interval?.[1]).toBeCloseTo(0.3 + half, 2);
  });

  test('leave out what a round cannot know', () => {
    expect(bootstrapIntervals(3, { rounds: 5, seed: 1 }, () => [Number.NaN, 1])).toEqual([null, [1, 1]]);
  });
});

test('more guesses never do worse, and shares stay shares', () => {
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 2, max: 12 }), (seed, classes) => {
      const { predictions, truth } = randomPredictions(seed, 50, classes, 9);
      const names = Array.from({ length: classes }, (_, i) => `c${i}`);
      const metrics = computeMetrics({
        predictions,
        truth,
        classes: names,
        bootstrap: none,
      }) as RankingMetrics;
      expect(metrics.top1).toBeLessThanOrEqual(metrics.top5);
      expect(metrics.meanPerClass).toBeLessThanOrEqual(1);
      expect(metrics.perClass.reduce((sum, row) => sum + row.images, 0)).toBe(50);
      expect(metrics.calibrationError).toBeLessThanOrEqual(1);
    }),
    { numRuns: 50 },
  );
});

test('what does not belong together is refused', () => {
  const { predictions, truth } = randomPredictions(1, 5, 3);
  const code = expect.objectContaining({ code: 'metrics-mismatch' });
  expect(() => computeMetrics({ predictions, truth: truth.subarray(1), classes: ['a', 'b', 'c'] })).toThrow(
    code,
  );
  expect(() => computeMetrics({ predictions, truth, classes: ['a', 'b'] })).toThrow(code);
  expect(() => computeMetrics({ predictions, truth: truth.map(() => 3), classes: ['a', 'b', 'c'] })).toThrow(
    code,
  );
});
