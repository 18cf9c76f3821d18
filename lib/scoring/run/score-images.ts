import { readFile } from 'node:fs/promises';
import type { ModelDescription } from '../onnx/describe-model.ts';
import { openKeptPixels, type PixelCacheOptions, type PixelKeeper } from '../pixel-cache/keep-pixels.ts';
import { mergePredictions } from '../predictions/merge-predictions.ts';
import type { Predictions } from '../predictions/predictions.ts';
import type { ResolvedPreprocess } from '../preprocess/resolve-preprocess.ts';
import { openScorer, type Scorer, type ScorerOptions } from './open-scorer.ts';
import type { ScoringJob } from './scoring-run.ts';

export interface ScoringOptions
  extends Omit<ScorerOptions, 'model' | 'pixelsKept'>,
    Omit<ScoringJob, 'turns' | 'pixels'> {
  /** The ONNX file, or its path. */
  model: Uint8Array | string;
  /** Where pixels are kept for the next run; `name` names the list of images, such as a dataset version and split. */
  pixelCache?: PixelCacheOptions & { name: string };
}

export interface ScoringCost {
  /** Wall time of the whole. */
  seconds: number;
  /** What the model took to load and compute. */
  inferenceSeconds: number;
  /** What decoding and resampling took, summed over images, of which several are worked on at once. */
  preprocessSeconds: number;
  peakMemoryMb: number;
}

export interface ScoringResult {
  predictions: Predictions;
  cost: ScoringCost;
  /** Layers that sealed the process, outermost first. */
  isolation: readonly string[];
  /** Images a batch. */
  batch: number;
  /** Images whose pixels were kept from before. */
  cached: number;
  model: ModelDescription;
  preprocess: ResolvedPreprocess;
  warnings: readonly string[];
}

/** Where a cache was asked for and failed: its next run will not be faster. */
function cacheWarnings({ pixelCache }: ScoringOptions, pixels: PixelKeeper | null): string[] {
  const trouble = pixels?.trouble();
  return trouble ? [`Pixels are not kept in ${pixelCache?.folder}: ${trouble}.`] : [];
}

/**
 * Scores a model on images: checks it, seals it, runs it, and gives its guesses. No label has to be known; predictions
 * are in the order of `images`, whatever order the model saw.
 *
 * Throws AppError with a code of MODEL_REFUSAL_CODES where the model is at fault (`isModelRefusal`); `image-unreadable`
 * where an image is (`details.position` says which); `isolation-unavailable` where the system cannot seal it as wanted; the signal's reason when
 * aborted. Anything else is a fault of ours. Whatever happens, the sealed process is gone afterwards.
 */
export async function scoreImages(options: ScoringOptions): Promise<ScoringResult> {
  const started = performance.now();
  options.signal?.throwIfAborted();
  const model = typeof options.model === 'string' ? await readFile(options.model) : options.model;
  const { pixelCache, images } = options;
  let pixels: PixelKeeper | null = null;
  const pixelsKept = async (preprocess: ResolvedPreprocess) => {
    if (pixelCache) pixels = await openKeptPixels(pixelCache, pixelCache.name, images.count, preprocess);
    return pixels;
  };
  let scorer: Scorer | null = null;
  try {
    scorer = await openScorer({ ...options, model, pixelsKept });
    const part = await scorer.score({ ...options, pixels: pixels ?? undefined });
    const { seconds, peakMemoryMb } = scorer.usage();
    return {
      predictions: mergePredictions(images.count, [part]),
      cost: {
        seconds: (performance.now() - started) / 1000,
        inferenceSeconds: seconds,
        preprocessSeconds: part.preprocessSeconds,
        peakMemoryMb,
      },
      isolation: scorer.isolation,
      batch: scorer.batch() ?? 1,
      cached: part.cached,
      model: scorer.plan.description,
      preprocess: scorer.plan.preprocess,
      warnings: [...scorer.plan.warnings, ...cacheWarnings(options, pixels)],
    };
  } finally {
    await (pixels as PixelKeeper | null)?.close();
    await scorer?.close();
  }
}
