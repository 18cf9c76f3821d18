import { describe, expect, test } from 'vitest';
import { seededRandom } from '#lib/core/random';
import { emptyPredictions, recordAnswer } from '../predictions/predictions.ts';
import { bootstrapIntervals } from './bootstrap.ts';
import { expectedCalibrationError, logLossOf } from './calibration.ts';
import { computeMetrics } from './compute-metrics.ts';
import { computeGuessErrors } from './guess-errors.ts';
import type { RankingMetrics } from './ranking-metrics.ts';
import type { YesNoMetrics } from './yes-no-metrics.ts';

const none = { rounds: 0, seed: 1 };

function recorded(rows: number[][], truth: number[]) {
  const classes = rows[0]?.length ?? 0;
  const predictions = emptyPredictions(rows.length, classes, { truthScores: classes > 1 });
  const columns = Int32Array.from({ length: classes }, (_, i) => i);
  for (const [i, row] of rows.entries()) {
    recordAnswer(predictions, i, Float32Array.from(row), columns, truth[i] as number);
  }
  return predictions;
}

function ranking(rows: number[][], truth: number[], costs: number[] | null = null): RankingMetrics {
  const predictions = recorded(rows, truth);
  return computeMetrics({
    ...{ predictions, truth: Int32Array.from(truth), bootstrap: none },
    classes: Array.from({ length: predictions.classes }, (_, i) => `class ${i}`),
    costs: costs && Int32Array.from(costs),
  }) as RankingMetrics;
}

function yesNo(scores: number[], truth: number[]): YesNoMetrics {
  const predictions = recorded(
    scores.map((score) => [score]),
    truth,
  );
  const request = { predictions, truth: Int32Array.from(truth), classes: ['dog'], bootstrap: none };
  return computeMetrics(request) as YesNoMetrics;
}

/** Rows of scores whose best class is the guess. */
const guessing = (guesses: number[], classes: number) =>
  guesses.map((guess) => Array.from({ length: classes }, (_, i) => (i === guess ? 2 : 1 - i / 100)));

describe('tables of scikit-learn', () => {
  test('balanced_accuracy_score: 0.625', () => {
    const metrics = ranking(guessing([0, 1, 0, 0, 0, 1], 2), [0, 1, 0, 0, 1, 0]);
    expect(metrics.meanPerClass).toBeCloseTo(0.625, 12);
    expect(metrics.top1).toBeCloseTo(4 / 6, 12);
  });

  test('top_k_accuracy_score of two guesses: 0.75', () => {
    const rows = [
      [0.5, 0.2, 0.2],
      [0.3, 0.4, 0.2],
      [0.2, 0.4, 0.3],
      [0.7, 0.2, 0.1],
    ];
    const { top, guesses } = recorded(rows, [0, 1, 2, 2]);
    const lines = rows.map((_, i) => [...top.subarray(i * guesses, (i + 1) * guesses)]);
    expect(computeGuessErrors(lines, [0, 1, 2, 2], 3, null).flatError).toEqual([0.5, 0.25, 0, 0, 0]);
  });

  test('roc_auc_score and average_precision_score where scores tie', () => {
    const tied = yesNo([0.9, 0.5, 0.5, 0.5, 0.1], [1, 0, 1, 0, 1]);
    // Of 6 pairs: 2 in order by 0.9, 2 halves by 0.5, none by 0.1. Thresholds 0.9, 0.5, 0.1: 1/3 (1 + 2/4 + 3/5).
    expect(tied.rocAuc).toBeCloseTo(3 / 6, 12);
    expect(tied.averagePrecision).toBeCloseTo((1 + 2 / 4 + 3 / 5) / 3, 12);
    expect(tied.ties).toBe(3);
    const same = yesNo([0.5, 0.5, 0.5], [0, 1, 1]);
    expect(same).toMatchObject({ rocAuc: 0.5, ties: 3 });
    expect(same.averagePrecision).toBeCloseTo(2 / 3, 12);
  });

  test('log_loss of yes or no, certainty kept off infinity', () => {
    const metrics = yesNo([0.9, 0.1, 0.2, 0.65], [1, 0, 0, 1]);
    expect(metrics.logLoss).toBeCloseTo(0.21616, 5);
    expect(logLossOf(0)).toBeCloseTo(23 * Math.LN2, 10);
    expect(logLossOf(1)).toBeCloseTo(0, 12);
  });
});

describe('tables by hand', () => {
  test('calibration over several bins, whose upper ends belong to them', () => {
    const sure = (confidence: number, right: boolean) => ({ confidence, right });
    // Bins of 1/15: 0.2 is the end of the third, 0.5 lies in the eighth with 0.52, 0.95 in the last.
    const images = [
      sure(0.2, false),
      sure(0.19, true),
      sure(0.5, true),
      sure(0.52, false),
      sure(0.95, true),
      sure(0.95, false),
    ];
    const gaps = [Math.abs(0.39 - 1), Math.abs(1.02 - 1), Math.abs(1.9 - 1)];
    expect(expectedCalibrationError(images)).toBeCloseTo(gaps.reduce((a, b) => a + b) / 6, 10);
  });

  test('equal scores go to the lower class, and each image of them is counted', () => {
    const rows = [
      [5, 5, 1],
      [5, 5, 1],
      [1, 5, 5],
      [3, 2, 1],
    ];
    expect(ranking(rows, [0, 1, 1, 0])).toMatchObject({ top1: 0.75, top1Error: 0.25, ties: 3 });
  });

  test('confused pairs, most images first, then by the number of the true class', () => {
    const truth = [0, 0, 0, 0, 1, 1, 2, 2];
    const { confusions } = ranking(guessing([1, 1, 2, 0, 0, 1, 0, 0], 3), truth);
    expect(confusions).toEqual([
      { truth: 'class 0', guess: 'class 1', images: 2, share: 0.5 },
      { truth: 'class 2', guess: 'class 0', images: 2, share: 1 },
      { truth: 'class 0', guess: 'class 2', images: 1, share: 0.25 },
      { truth: 'class 1', guess: 'class 0', images: 1, share: 0.5 },
    ]);
  });

  test('the hierarchical error takes the cheapest of five guesses, and the dearest where none is made', () => {
    const classes = 7;
    // Guess g for truth t costs 1 + |g - t|.
    const costs = Array.from({ length: classes ** 2 }, (_, i) => {
      const distance = Math.abs(Math.floor(i / classes) - (i % classes));
      return distance && 1 + distance;
    });
    const falling = Array.from({ length: classes }, (_, i) => classes - i);
    // Guessed are classes 0 to 4: truth 6 is two off, truth 5 one, truth 2 is among them.
    expect(ranking([falling, falling, falling], [6, 5, 2], costs).hierarchicalError).toBeCloseTo(5 / 3, 12);
    expect(computeGuessErrors([[]], [6], classes, Int32Array.from(costs)).hierarchicalError).toEqual([
      7, 7, 7, 7, 7,
    ]);
  });
});

describe('intervals of 95 % hold the true value about 95 times in 100', { timeout: 30_000 }, () => {
  const DATASETS = 400;
  /** The share of simulated data sets whose interval holds `value`. */
  function coverage(value: number, interval: (dataset: number) => readonly [number, number]): number {
    let held = 0;
    for (let dataset = 0; dataset < DATASETS; dataset++) {
      const [low, high] = interval(dataset);
      if (low <= value && value <= high) held++;
    }
    return held / DATASETS;
  }
  const mean = (values: ArrayLike<number>, drawn: Uint16Array) => {
    let sum = 0;
    for (let i = 0; i < values.length; i++) sum += (values[i] as number) * (drawn[i] as number);
    return sum / values.length;
  };

  test('of a share', () => {
    const held = coverage(0.8, (dataset) => {
      const random = seededRandom(`share ${dataset}`);
      const right = Array.from({ length: 300 }, () => (random.below(10) < 8 ? 1 : 0));
      return bootstrapIntervals(300, { rounds: 400, seed: dataset }, (drawn) => [mean(right, drawn)])[0] as [
        number,
        number,
      ];
    });
    expect(held).toBeGreaterThan(0.92);
    expect(held).toBeLessThan(0.98);
  });

  test('of the area under the ROC curve', () => {
    // Scores normal, 1 apart: the area is the normal distribution at 1 / sqrt 2.
    const held = coverage(0.7602499, (dataset) => {
      const random = seededRandom(`area ${dataset}`);
      const truth = Int32Array.from({ length: 120 }, (_, i) => i % 2);
      const predictions = emptyPredictions(120, 1);
      for (const [i, answer] of truth.entries()) {
        recordAnswer(predictions, i, Float32Array.of(random.gaussian() + answer), Int32Array.of(0), null);
      }
      const bootstrap = { rounds: 200, seed: dataset };
      const metrics = computeMetrics({ predictions, truth, classes: ['dog'], bootstrap }) as YesNoMetrics;
      return metrics.confidence.rocAuc as [number, number];
    });
    expect(held).toBeGreaterThan(0.91);
    expect(held).toBeLessThan(0.98);
  });
});
