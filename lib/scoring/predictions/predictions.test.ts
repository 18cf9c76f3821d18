import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '#lib/core/random';
import { randomPredictions } from '../testing/random-predictions.ts';
import { mergePredictions } from './merge-predictions.ts';
import { decodePredictions, encodePredictions } from './prediction-file.ts';
import { emptyPredictions, isDistribution, recordAnswer } from './predictions.ts';

const rank = (scores: number[], columns?: number[]) => {
  const into = emptyPredictions(1, columns?.length ?? scores.length);
  const all = Int32Array.from(columns ?? scores.map((_, i) => i));
  recordAnswer(into, 0, Float32Array.from(scores), all, null);
  return { top: [...into.top], tied: into.tied[0] };
};

describe('guesses', () => {
  test('are the classes of highest score', () => {
    expect(rank([0.1, 0.7, 0.2])).toEqual({ top: [1, 2, 0], tied: 0 });
  });

  test('equal scores go to the lower class number and are counted', () => {
    expect(rank([1, 3, 3, 2, 3, 0, 0])).toEqual({ top: [1, 2, 4, 3, 0], tied: 1 });
  });

  test('a tie with a class that is left out counts too', () => {
    expect(rank([9, 8, 7, 6, 5, 5])).toEqual({ top: [0, 1, 2, 3, 4], tied: 1 });
    expect(rank([5, 5, 6, 7, 8, 9])).toEqual({ top: [5, 4, 3, 2, 0], tied: 1 });
    expect(rank([9, 8, 7, 6, 5, 4, 4])).toEqual({ top: [0, 1, 2, 3, 4], tied: 0 });
  });

  test('only outputs of the challenge are ranked; a class without output is never guessed', () => {
    expect(rank([9, 1, 5, 3], [3, -1, 1])).toEqual({ top: [0, 2, -1], tied: 0 });
  });

  test('are those of a sort by score, then by number', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -4, max: 4 }), { minLength: 2, maxLength: 30 }), (scores) => {
        const sorted = scores
          .map((score, i) => ({ score, i }))
          .sort((a, b) => b.score - a.score || a.i - b.i);
        const kept = sorted.slice(0, 5);
        const cut = sorted.slice(0, 6).map(({ score }) => score);
        const { top, tied } = rank(scores);
        expect(top).toEqual(kept.map(({ i }) => i));
        expect(tied).toBe(new Set(cut).size < cut.length ? 1 : 0);
      }),
    );
  });

  test('a distribution is known by its sum, one output by its range', () => {
    expect(isDistribution(Float32Array.of(0.2, 0.8))).toBe(true);
    expect(isDistribution(Float32Array.of(0.2, 0.9))).toBe(false);
    expect(isDistribution(Float32Array.of(-0.2, 1.2))).toBe(false);
    expect(isDistribution(Float32Array.of(0.3))).toBe(true);
    expect(isDistribution(Float32Array.of(1.3))).toBe(false);
  });
});

describe('merging', () => {
  test('parts in any order and of any size are the whole', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 12 }), (seed, shards) => {
        const { rows, predictions: whole, truth } = randomPredictions(seed, 40, 8, 6);
        const positions = seededRandom(seed).shuffle(rows.map((_, i) => i));
        const columns = Int32Array.from({ length: 8 }, (_, i) => i);
        const parts = Array.from({ length: shards }, (_, shard) => {
          const mine = positions.filter((_, i) => i % shards === shard);
          const predictions = emptyPredictions(mine.length, 8, { truthScores: true });
          for (const [i, position] of mine.entries()) {
            recordAnswer(predictions, i, rows[position] as Float32Array, columns, truth[position] as number);
          }
          return { positions: mine, predictions };
        });
        expect(mergePredictions(40, seededRandom(seed).shuffle(parts))).toEqual(whole);
      }),
      { numRuns: 30 },
    );
  });

  test('an image that lacks or comes twice is a fault', () => {
    const { predictions } = randomPredictions(1, 2, 3);
    expect(() => mergePredictions(3, [{ positions: [0, 2], predictions }])).toThrow(/image 1/);
    expect(() => mergePredictions(3, [{ positions: [0, 0], predictions }])).toThrow(/twice/);
    expect(() => mergePredictions(2, [{ positions: [0, 2], predictions }])).toThrow(/not there/);
  });
});

describe('the prediction file', () => {
  const ids = (count: number) => Array.from({ length: count }, (_, i) => i.toString(16).padStart(64, 'a'));

  test.each([1, 2, 10, 70_000])('comes back as it was, with %i classes', (classes) => {
    const { predictions } = randomPredictions(5, 7, classes);
    predictions.top[0] = -1;
    const file = { imageIds: ids(7), predictions };
    expect(decodePredictions(encodePredictions(file))).toEqual(file);
  });

  test('takes ids of any text', () => {
    const { predictions } = randomPredictions(5, 2, 4);
    const file = { imageIds: ['dog/1.png', 'chien/é.png'], predictions };
    expect(decodePredictions(encodePredictions(file)).imageIds).toEqual(file.imageIds);
  });

  test('needs about 70 bytes an image', () => {
    const { predictions } = randomPredictions(5, 1_000, 1_000);
    const bytes = encodePredictions({
      imageIds: ids(1_000),
      predictions: { ...predictions, truthScores: null },
    });
    expect(bytes.length / 1_000).toBeLessThan(70);
  });

  test('is refused when cut off, lengthened, or something else', () => {
    const { predictions } = randomPredictions(5, 3, 4);
    const bytes = encodePredictions({ imageIds: ids(3), predictions });
    for (const wrong of [bytes.subarray(0, -1), Buffer.concat([bytes, Buffer.of(0)]), Buffer.from('no')]) {
      expect(() => decodePredictions(wrong)).toThrow(
        expect.objectContaining({ code: 'predictions-damaged' }),
      );
    }
  });
});
