import { availableParallelism } from 'node:os';
import { decodeImage } from '#lib/scoring/pixels/decode-image';
import { applyPixelPlan } from '#lib/scoring/pixels/preprocess-image';
import { readPreprocess } from '#lib/scoring/preprocess/presets';
import { openScorer, type ScorerOptions } from '#lib/scoring/run/open-scorer';
import { mobileNetV2, resNet18, squeezeNet } from '#lib/scoring/testing/known-networks';
import { buildOnnx, type DraftModel } from '#lib/scoring/testing/onnx-builder';
import { PixelsInMemory, runtimeAlone, secondsFor } from './limit.ts';
import { makePhotographs } from './photographs.ts';

const NETWORKS: readonly [name: string, draft: () => DraftModel][] = [
  ['squeezenet', squeezeNet],
  ['mobilenet-v2', mobileNetV2],
  ['resnet-18', resNet18],
];

const CORES = availableParallelism();
const SECONDS = 6;
const PHOTOGRAPHS = 64;

function print(name: string, value: number, unit: string, limit: number | null): void {
  const ratio = limit === null ? null : value / limit;
  const round = (number: number | null) => (number === null ? null : Number(number.toPrecision(4)));
  const line = {
    bench: 'scoring',
    case: name,
    value: round(value),
    unit,
    limit: round(limit),
    ratio: round(ratio),
  };
  console.log(JSON.stringify(line));
}

const optionsFor = (model: Uint8Array, batch?: number): ScorerOptions => ({
  model,
  preprocess: readPreprocess('torchvision').spec,
  classes: Array.from({ length: 1_000 }, (_, i) => `class ${i}`),
  budget: { seconds: 3_600, memoryMb: 4_096, threads: CORES },
  isolation: 'best',
  batch,
});

/** What decoding and resampling a photograph cost, timed alone, in seconds of the whole machine. */
async function measurePreprocessing(
  files: readonly Uint8Array[],
): Promise<{ decode: number; resample: number }> {
  const plan = {
    resize: { shortestEdge: 256 },
    resample: 'bilinear',
    crop: { height: 224, width: 224 },
    channels: 'RGB',
  } as const;
  const decoded = await Promise.all(files.map((file) => decodeImage(file, 3)));
  for (const image of decoded) applyPixelPlan(image, plan);
  const decode = await secondsFor(files, (file) => decodeImage(file, 3));
  const start = performance.now();
  for (const image of decoded) applyPixelPlan(image, plan);
  const resample = (performance.now() - start) / 1000 / CORES;
  return { decode: decode / files.length, resample: resample / files.length };
}

async function benchNetwork(name: string, model: Uint8Array, files: readonly Uint8Array[]): Promise<void> {
  const scorer = await openScorer(optionsFor(model));
  const pixels = new PixelsInMemory();
  const source = (count: number) => ({
    count,
    read: async (i: number) => files[i % files.length] as Uint8Array,
  });
  // The first job measures the batch and fills the pixels; what follows is warm.
  await scorer.score({ images: source(PHOTOGRAPHS), seed: 1, pixels });
  const batch = scorer.batch() as number;
  const alone = await runtimeAlone(model, [batch, 3, 224, 224], SECONDS);
  const count = Math.max(batch, Math.ceil((alone * SECONDS) / batch) * batch);
  const kept = { get: (i: number) => pixels.get(i % PHOTOGRAPHS), put: async () => {} };
  const warmStart = performance.now();
  await scorer.score({ images: source(count), seed: 1, pixels: kept });
  const warm = count / ((performance.now() - warmStart) / 1000);
  const again = await runtimeAlone(model, [batch, 3, 224, 224], SECONDS);
  const limit = Math.max(alone, again);

  const coldStart = performance.now();
  await scorer.score({ images: source(count), seed: 1 });
  const cold = count / ((performance.now() - coldStart) / 1000);
  const { decode, resample } = await measurePreprocessing(files);
  const bound = 1 / (decode + resample + 1 / limit);

  print(`${name}: onnxruntime alone, batch ${batch}`, limit, 'images/s', null);
  print(`${name}: warm`, warm, 'images/s', limit);
  print(`${name}: cold`, cold, 'images/s', bound);
  print(`${name}: peak memory`, scorer.usage().peakMemoryMb, 'MB', null);
  await scorer.close();
}

/** Prints how fast models are scored beside how fast onnxruntime, sharp and the resampler are alone. */
export async function benchScoring(only?: string): Promise<void> {
  const files = await makePhotographs(PHOTOGRAPHS);
  for (const [name, draft] of NETWORKS) {
    if (!only || name.startsWith(only)) await benchNetwork(name, buildOnnx(draft()), files);
  }
}

await benchScoring(process.argv[2]);
