import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PixelImage } from '../pixels/pixel-image.ts';
import { mergePredictions } from '../predictions/merge-predictions.ts';
import { linearNetwork } from '../testing/image-networks.ts';
import { buildOnnx } from '../testing/onnx-builder.ts';
import { noiseImages } from '../testing/random-images.ts';
import { openScorer, type ScorerOptions } from './open-scorer.ts';
import { planShards } from './plan-shards.ts';

const options: ScorerOptions = {
  model: buildOnnx(linearNetwork()),
  preprocess: {},
  classes: Array.from({ length: 10 }, (_, i) => `class ${i}`),
  budget: { seconds: 20, memoryMb: 512, threads: 2 },
  isolation: 'best',
};
const seed = 'the split';

async function source(count: number) {
  const files = await noiseImages(count);
  return { count, read: async (position: number) => files[position] as Uint8Array };
}

describe('shards', () => {
  test('are whole batches that cover every image once', () => {
    const some = fc.integer({ min: 1, max: 300 });
    fc.assert(
      fc.property(some, fc.integer({ min: 1, max: 64 }), some, (count, batch, shards) => {
        const turns = planShards(count, batch, shards);
        expect(turns.length).toBeLessThanOrEqual(shards);
        expect(turns[0]?.from).toBe(0);
        expect(turns.at(-1)?.to).toBe(count);
        for (const [i, { from, to }] of turns.entries()) {
          expect(from % batch).toBe(0);
          expect(to).toBeGreaterThan(from);
          expect(turns[i + 1]?.from ?? count).toBe(to);
        }
      }),
    );
  });

  test('one or many, on one process or on several, give the same digits', async () => {
    const images = await source(45);
    const score = async (shards: number, processes: number) => {
      const scorers = await Promise.all(
        Array.from({ length: processes }, () => openScorer({ ...options, batch: 4 })),
      );
      const parts = [];
      for (const [i, turns] of planShards(45, 4, shards).entries()) {
        parts.push(await scorers[i % processes]?.score({ images, seed, turns }));
      }
      await Promise.all(scorers.map((scorer) => scorer.close()));
      return mergePredictions(45, parts.flatMap((part) => part ?? []).reverse());
    };
    const whole = await score(1, 1);
    expect(await score(50, 1)).toEqual(whole);
    expect(await score(3, 2)).toEqual(whole);
  });
});

describe('an open scorer', () => {
  test('finds a batch by measuring, and keeps it', async () => {
    const images = await source(40);
    const scorer = await openScorer(options);
    expect(scorer.batch()).toBeNull();
    const seen: number[] = [];
    await scorer.score({ images, seed, onProgress: ({ done }) => seen.push(done) });
    const batch = scorer.batch() as number;
    expect([1, 2, 4, 8, 16, 32]).toContain(batch);
    expect(seen[0]).toBe(batch);
    await scorer.score({ images, seed });
    expect(scorer.batch()).toBe(batch);
    await scorer.close();
  });

  test('gives the same answers with other threads making the pixels', async () => {
    const images = await source(520);
    const answers = [];
    for (const pixelThreads of [0, 2]) {
      const scorer = await openScorer({ ...options, batch: 8, pixelThreads });
      answers.push((await scorer.score({ images, seed })).predictions);
      await scorer.close();
    }
    expect(answers[1]).toEqual(answers[0]);
  });

  test('reads an image once where its pixels are kept', async () => {
    const images = await source(10);
    const kept = new Map<number, PixelImage>();
    const pixels = {
      get: async (position: number) => kept.get(position) ?? null,
      put: async (position: number, image: PixelImage) => void kept.set(position, image),
    };
    const scorer = await openScorer({ ...options, batch: 4 });
    const cold = await scorer.score({ images, seed, pixels });
    const unread = { count: 10, read: () => Promise.reject(new Error('read again')) };
    const warm = await scorer.score({ images: unread, seed, pixels });
    await scorer.close();
    expect([cold.cached, warm.cached]).toEqual([0, 10]);
    expect(warm.predictions).toEqual(cold.predictions);
  });
});
