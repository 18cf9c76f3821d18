import { availableParallelism } from 'node:os';
import { openKeptPixels, type PixelKeeper } from '#lib/scoring/pixel-cache/keep-pixels';
import type { ResolvedPreprocess } from '#lib/scoring/preprocess/resolve-preprocess';
import { openScorer, type Scorer, type ScorerOptions } from '#lib/scoring/run/open-scorer';
import type { ImageSource, KeptPixels } from '#lib/scoring/run/scoring-run';
import { type Count, print, rateOf, sum } from './count.ts';
import { openRuntime, preprocessingAlone } from './limit.ts';
import type { BenchNetwork } from './networks.ts';
import { makePhotographs } from './photographs.ts';

const CORES = availableParallelism();
const PHOTOGRAPHS = 32;
/** Each is measured in turn, a slice of these seconds, so that what else the machine does meets all alike. */
const SLICE_SECONDS = 2;
const ROUNDS = 4;
const CACHE_BYTES = 4 * 1024 ** 3;

/** What scores a network here. */
export const scorerOptions = (network: BenchNetwork, threads = CORES): ScorerOptions => ({
  model: network.model(),
  preprocess: network.preprocess,
  classes: network.classes,
  budget: { seconds: 36_000, memoryMb: 4_096, threads },
  isolation: 'best',
});

/** The same few files over and over. */
export const repeated = (files: readonly Uint8Array[], count: number): ImageSource => ({
  count,
  read: async (position) => files[position % files.length] as Uint8Array,
});

/** Pixels kept in `folder` for a preprocessing to one size. */
export async function keepFor(
  preprocess: ResolvedPreprocess,
  folder: string,
  count: number,
): Promise<PixelKeeper> {
  const kept = await openKeptPixels({ folder, limitBytes: CACHE_BYTES }, 'bench', count, preprocess);
  if (!kept) throw new Error('The pixels of the bench do not fit the cache');
  return kept;
}

async function scoreSlice(scorer: Scorer, images: ImageSource, pixels: KeptPixels): Promise<Count> {
  const start = performance.now();
  await scorer.score({ images, seed: 1, pixels });
  return { images: images.count, seconds: (performance.now() - start) / 1000 };
}

/**
 * Measures a network: onnxruntime alone, a warm run (pixels from the cache), a cold run (files in, pixels into the cache)
 * and its bound: the seconds of the whole machine that decoding, resampling and the network cost when each runs alone.
 * All share the same cores, so no overlap can do better than their sum.
 */
export async function benchNetwork(network: BenchNetwork, folder: string): Promise<void> {
  const files = await makePhotographs(PHOTOGRAPHS, ...(network.picture ?? []));
  const options = scorerOptions(network);
  const warmed = { kept: 1, file: null };
  const measuring = await openScorer({ ...options, pixelsKept: async () => warmed });
  const { batch } = await measuring.prepare({ images: repeated(files, 1_024), seed: 1 });
  await measuring.close();
  const coldScorer = await openScorer({ ...options, batch, checked: true });
  const { preprocess, tensor } = coldScorer.plan;
  const { height, width, channels } = preprocess;
  const edges = [height as number, width as number];
  const shape = tensor.planar
    ? [batch, tensor.order.length, ...edges]
    : [batch, ...edges, tensor.order.length];
  const runtime = await openRuntime(options.model, shape);
  const whole = (images: number) => Math.max(1, Math.ceil(Math.min(images, 20_000) / batch)) * batch;

  const rough = rateOf(await runtime.slice(SLICE_SECONDS));
  const warmImages = repeated(files, whole(rough * SLICE_SECONDS));
  const kept = await keepFor(preprocess, folder, warmImages.count);
  const first = await scoreSlice(coldScorer, warmImages, kept);
  await kept.close();
  const filled = await keepFor(preprocess, folder, warmImages.count);
  const warmScorer = await openScorer({ ...options, batch, checked: true, pixelsKept: async () => filled });
  const coldImages = repeated(files, Math.min(warmImages.count, whole(rateOf(first) * SLICE_SECONDS)));
  const written: KeptPixels = {
    get: async () => null,
    put: (position, image) => filled.put(position, image),
  };

  const limits: Count[] = [];
  const warm: Count[] = [];
  const cold: Count[] = [];
  const alone: Awaited<ReturnType<typeof preprocessingAlone>>[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    limits.push(await runtime.slice(SLICE_SECONDS));
    warm.push(await scoreSlice(warmScorer, warmImages, filled));
    cold.push(await scoreSlice(coldScorer, coldImages, written));
    alone.push(await preprocessingAlone(files, preprocess));
  }
  const limit = rateOf(sum(limits));
  const decode = rateOf(sum(alone.map((slice) => slice.decode)));
  const resample = rateOf(sum(alone.map((slice) => slice.resample)));
  const bound = 1 / (1 / decode + 1 / resample + 1 / limit);
  const what = `${channels} ${width} x ${height}, batch ${batch}`;
  print(`${network.name}: onnxruntime alone, ${what}`, limit, 'images/s');
  print(`${network.name}: warm`, rateOf(sum(warm)), 'images/s', limit);
  print(`${network.name}: decoding alone`, decode, 'images/s');
  print(`${network.name}: resampling alone`, resample, 'images/s');
  print(`${network.name}: cold`, rateOf(sum(cold)), 'images/s', bound);
  print(`${network.name}: peak memory of the sealed process`, coldScorer.usage().peakMemoryMb, 'MB');
  await Promise.all([runtime.close(), warmScorer.close(), coldScorer.close(), filled.close()]);
}
