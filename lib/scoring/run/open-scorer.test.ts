import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openKeptPixels, type PixelKeeper } from '../pixel-cache/keep-pixels.ts';
import type { PixelImage } from '../pixels/pixel-image.ts';
import { mergePredictions } from '../predictions/merge-predictions.ts';
import type { ResolvedPreprocess } from '../preprocess/resolve-preprocess.ts';
import { HOSTILE_MODELS } from '../testing/hostile-models.ts';
import { linearNetwork } from '../testing/image-networks.ts';
import { buildOnnx } from '../testing/onnx-builder.ts';
import { noiseImages } from '../testing/random-images.ts';
import { openScorer, type ScorerOptions } from './open-scorer.ts';
import { planShards } from './plan-shards.ts';
import type { KeptPixels } from './scoring-run.ts';

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

  test('gives the same answers whether its threads spin or sleep', async () => {
    const images = await source(30);
    const answers = [];
    for (const kept of [0, 1]) {
      const scorer = await openScorer({
        ...options,
        batch: 8,
        pixelsKept: async () => ({ kept, file: null }),
      });
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

describe('pixels kept in a file', () => {
  const count = 45;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'imagenest-kept-'));
  });
  afterAll(() => rm(folder, { recursive: true }));
  const keep = (name: string, preprocess: ResolvedPreprocess) =>
    openKeptPixels({ folder, limitBytes: 1e6 }, name, count, preprocess) as Promise<PixelKeeper>;

  test('give the same digits made, sent, read by the process itself, and some of each', async () => {
    const images = await source(count);
    const unread = { count, read: () => Promise.reject(new Error('read again')) };
    const cold = await openScorer({ ...options, batch: 4 });
    const { preprocess } = cold.plan;
    const all = await keep('all', preprocess);
    const part = await keep('part', preprocess);
    const made = await cold.score({ images, seed, pixels: all });
    await Promise.all([all.close(), cold.close()]);

    const kept = await keep('all', preprocess);
    const sent = await openScorer({ ...options, batch: 4 });
    const bySending = await sent.score({ images: unread, seed, pixels: kept });
    await sent.close();

    const asked: number[] = [];
    const watched: KeptPixels = {
      file: kept.file,
      place: (position) => kept.place(position),
      get: (position) => {
        asked.push(position);
        return kept.get(position);
      },
      put: (position, image) => kept.put(position, image),
    };
    for (let position = 0; position < count; position += 2) {
      await part.put(position, kept.get(position) as PixelImage);
    }
    await part.close();
    const reading = await openScorer({ ...options, batch: 4, pixelsKept: async () => kept });
    const byReading = await reading.score({ images: unread, seed, pixels: watched });
    await Promise.all([reading.close(), kept.close()]);
    expect(asked).toEqual([]);

    const some = await keep('part', preprocess);
    const mixing = await openScorer({ ...options, batch: 4, pixelsKept: async () => some });
    const mixed = await mixing.score({ images, seed, pixels: some });
    await Promise.all([mixing.close(), some.close()]);

    expect([made, bySending, byReading, mixed].map(({ cached }) => cached)).toEqual([0, count, count, 23]);
    for (const { predictions } of [bySending, byReading, mixed])
      expect(predictions).toEqual(made.predictions);
  });
});

const hostile = (name: string) => HOSTILE_MODELS.find((model) => model.name === name)?.bytes() as Uint8Array;

describe('preparing', () => {
  test('finds the batch and the rate, and files nothing', async () => {
    const images = await source(40);
    let read = 0;
    const counted = {
      count: 40,
      read: (position: number) => {
        read++;
        return images.read(position);
      },
    };
    const scorer = await openScorer(options);
    const prepared = await scorer.prepare({ images: counted, seed });
    expect(prepared.batch).toBe(scorer.batch());
    expect(prepared.imagesPerSecond).toBeGreaterThan(100);
    expect(prepared.modelSeconds).toBe(scorer.usage().seconds);
    expect(read).toBeLessThan(40);
    const part = await scorer.score({ images, seed });
    await scorer.close();

    const other = await openScorer({ ...options, batch: prepared.batch, checked: true });
    const again = await other.score({ images, seed });
    await other.close();
    expect(again.predictions).toEqual(part.predictions);
  });

  test('refuses what a first batch shows', async () => {
    const images = await source(8);
    const scorer = await openScorer({ ...options, model: hostile('not-a-number'), batch: 4 });
    await expect(scorer.prepare({ images, seed })).rejects.toMatchObject({ code: 'model-not-finite' });
    await scorer.close();
  });
});

describe("a submission's budget", () => {
  test('is one for all its jobs, wherever they run', async () => {
    const images = await source(8);
    const scorer = await openScorer({ ...options, batch: 4 });
    const few = { seconds: 1, images: 100 };
    const part = await scorer.score({ images, seed, elsewhere: () => few });
    expect(part.modelSeconds).toBe(scorer.usage().job.seconds);
    expect(scorer.usage().job.images).toBe(8);
    expect(part.peakMemoryMb).toBeGreaterThan(20);
    const used = { seconds: 20, images: 100 };
    const over = scorer.score({ images, seed, elsewhere: () => used });
    await expect(over).rejects.toMatchObject({
      code: 'model-out-of-time',
      message: expect.stringContaining('after 100 images'),
    });
    await scorer.close();
  });

  test('runs out in an endless loop while others use it up', async () => {
    const images = await source(8);
    const model = hostile('endless-loop');
    const scorer = await openScorer({ ...options, model, batch: 4, checked: true });
    const started = performance.now();
    const elsewhere = () => ({ seconds: performance.now() - started > 200 ? 20 : 0, images: 50 });
    await expect(scorer.score({ images, seed, elsewhere })).rejects.toMatchObject({
      code: 'model-out-of-time',
      message: expect.stringContaining('after 50 images'),
    });
    expect(performance.now() - started).toBeLessThan(5_000);
    await scorer.close();
  });
});
