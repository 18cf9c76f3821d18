import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { seededRandom } from '#lib/core/random';
import type { ModelDescription } from '../onnx/describe-model.ts';
import type { PixelImage } from '../pixels/pixel-image.ts';
import { preprocessImage } from '../pixels/preprocess-image.ts';
import { emptyPredictions, type Predictions, recordAnswer } from '../predictions/predictions.ts';
import type { PreprocessSpec } from '../preprocess/preprocess-spec.ts';
import type { ResolvedPreprocess } from '../preprocess/resolve-preprocess.ts';
import { refuseModel } from '../refusals.ts';
import type { Isolation } from '../sealed/isolation-layers.ts';
import { openSealedModel, type ScoreBatch, type SealedModel } from '../sealed/sealed-model.ts';
import type { Budget } from '../sealed/sealed-process.ts';
import { orderedMap } from './ordered-map.ts';
import { planScoring, type ScoringPlan } from './plan-scoring.ts';

/** The images of a split, by position. */
export interface ImageSource {
  count: number;
  read(position: number): Promise<Uint8Array>;
}

export interface ScoringProgress {
  done: number;
  total: number;
  /** Null until there is something to reckon from. */
  secondsLeft: number | null;
}

export interface ScoringOptions {
  /** The ONNX file, or its path. */
  model: Uint8Array | string;
  preprocess: PreprocessSpec;
  labels?: readonly string[];
  classes: readonly string[];
  images: ImageSource;
  budget: Budget;
  isolation: Isolation;
  /** Decides the order in which the model sees the images. */
  seed: number | string;
  /** Images a batch where the model takes any number. The same number gives the same digits. */
  batch?: number;
  /** Class number of each image, where it is known here; the sealed process never gets it. */
  truth?: Int32Array;
  onProgress?(progress: ScoringProgress): void;
  signal?: AbortSignal;
}

export interface ScoringCost {
  /** Wall time of the whole. */
  seconds: number;
  /** What the model took to load and compute. */
  inferenceSeconds: number;
  /** What decoding and resampling took, images one after another. */
  preprocessSeconds: number;
  peakMemoryMb: number;
}

export interface ScoringResult {
  predictions: Predictions;
  cost: ScoringCost;
  /** Layers that sealed the process, outermost first. */
  isolation: readonly string[];
  batch: number;
  model: ModelDescription;
  preprocess: ResolvedPreprocess;
  warnings: readonly string[];
}

/** Batches under way at once: one that the network computes, one that waits for it. */
const BATCHES_AHEAD = 2;

/** The batch where nobody says: a power of two of about 2^22 values, so that small images share the cost of a call. */
export function defaultBatchSize(valuesPerImage: number): number {
  const fitting = Math.floor(Math.log2(2 ** 22 / valuesPerImage));
  return 2 ** Math.max(0, Math.min(7, fitting));
}

function checkScores(plan: ScoringPlan, batch: ScoreBatch, imagesDone: number): void {
  if (batch.width !== plan.width) {
    throw refuseModel(
      'output-shape',
      `The output "${plan.tensor.output}" has ${batch.width} scores an image; ${plan.width} are needed: ${plan.widthIs}.`,
    );
  }
  const wrong = batch.scores.findIndex((score) => !Number.isFinite(score));
  if (wrong === -1) return;
  const image = imagesDone + Math.floor(wrong / batch.width) + 1;
  throw refuseModel(
    'model-not-finite',
    `The model's score ${(wrong % batch.width) + 1} for image ${image} is ${batch.scores[wrong]}; scores must be finite numbers. Check the preprocessing, and that float16 does not overflow.`,
    { image },
  );
}

async function checkRepeats(sealed: SealedModel, plan: ScoringPlan, first: ScoreBatch): Promise<void> {
  const images = first.scores.length / first.width;
  const second = await sealed.runAgain(images);
  const same = first.scores.every((score, i) => Object.is(score, second.scores[i]));
  if (same) return;
  throw refuseModel(
    'model-not-repeatable',
    `The model answered the same ${images} images differently when run again; every answer must be the same each time. Export it in evaluation mode, without dropout or random operators (output "${plan.tensor.output}").`,
    { imagesDone: images },
  );
}

function checkSize(plan: ScoringPlan, image: PixelImage): void {
  const { height, width, tensor } = { ...plan.preprocess, tensor: plan.tensor };
  if ((height ?? image.height) === image.height && (width ?? image.width) === image.width) return;
  throw refuseModel(
    'preprocess-image-size',
    `An image came out ${image.height} high and ${image.width} wide, but the input "${tensor.input}" takes ${height ?? 'any'} by ${width ?? 'any'}. Add do_resize with size, or do_center_crop, to the preprocess file.`,
  );
}

/** One run over a source of images: forms batches in order, keeps the network fed, and files the answers. */
class ScoringRun {
  readonly #sealed: SealedModel;
  readonly #plan: ScoringPlan;
  readonly #options: ScoringOptions;
  readonly #order: number[];
  readonly #started = performance.now();
  readonly #underWay = new Set<Promise<void>>();
  readonly predictions: Predictions;
  #batch: { positions: number[]; images: PixelImage[] } = { positions: [], images: [] };
  #firstDone = false;
  #done = 0;
  #failure: { error: unknown } | null = null;
  batchSize = 0;
  preprocessSeconds = 0;

  constructor(sealed: SealedModel, plan: ScoringPlan, options: ScoringOptions) {
    this.#sealed = sealed;
    this.#plan = plan;
    this.#options = options;
    const positions = Array.from({ length: options.images.count }, (_, position) => position);
    this.#order = seededRandom(options.seed).shuffle(positions);
    this.predictions = emptyPredictions(options.images.count, options.classes.length, Boolean(options.truth));
  }

  async #prepare(turn: number): Promise<{ position: number; image: PixelImage }> {
    const position = this.#order[turn] as number;
    const bytes = await this.#options.images.read(position);
    const start = performance.now();
    const image = await preprocessImage(bytes, this.#plan.preprocess);
    this.preprocessSeconds += (performance.now() - start) / 1000;
    checkSize(this.#plan, image);
    return { position, image };
  }

  async run(): Promise<void> {
    const concurrency = availableParallelism() + 2;
    for await (const { position, image } of orderedMap(this.#order.length, concurrency, (turn) =>
      this.#prepare(turn),
    )) {
      this.#throwIfOver();
      const [first] = this.#batch.images;
      // Only images of one size can share a tensor.
      if (first && (first.width !== image.width || first.height !== image.height)) await this.#send();
      if (this.#batch.images.length === 0) this.batchSize = this.#sizeFor(image);
      this.#batch.positions.push(position);
      this.#batch.images.push(image);
      if (this.#batch.images.length === this.batchSize) await this.#send();
    }
    if (this.#batch.images.length > 0) await this.#send();
    await Promise.all(this.#underWay);
    this.#throwIfOver();
  }

  #throwIfOver(): void {
    this.#options.signal?.throwIfAborted();
    if (this.#failure) throw this.#failure.error;
  }

  #sizeFor(image: PixelImage): number {
    return this.#plan.fixedBatch ?? this.#options.batch ?? defaultBatchSize(image.data.length);
  }

  async #send(): Promise<void> {
    const { positions, images } = this.#batch;
    const [{ height, width }] = images as [PixelImage];
    this.#batch = { positions: [], images: [] };
    const answer = this.#sealed.run({
      images: images.map(({ data }) => data),
      height,
      width,
      size: this.batchSize,
    });
    const filed = answer
      .then((batch) => this.#file(positions, batch))
      .catch((error: unknown) => {
        this.#failure ??= { error };
      })
      .finally(() => this.#underWay.delete(filed));
    this.#underWay.add(filed);
    while (this.#underWay.size >= (this.#firstDone ? BATCHES_AHEAD : 1)) await Promise.race(this.#underWay);
    this.#throwIfOver();
  }

  async #file(positions: readonly number[], batch: ScoreBatch): Promise<void> {
    checkScores(this.#plan, batch, this.#done);
    if (!this.#firstDone) await checkRepeats(this.#sealed, this.#plan, batch);
    this.#firstDone = true;
    for (const [row, position] of positions.entries()) {
      const scores = batch.scores.subarray(row * batch.width, (row + 1) * batch.width);
      const truth = this.#options.truth?.[position] ?? null;
      recordAnswer(this.predictions, position, scores, this.#plan.columns, truth);
    }
    this.#done += positions.length;
    this.#report();
  }

  #report(): void {
    const total = this.#order.length;
    const elapsed = (performance.now() - this.#started) / 1000;
    const secondsLeft = this.#done > 0 ? (elapsed / this.#done) * (total - this.#done) : null;
    this.#options.onProgress?.({ done: this.#done, total, secondsLeft });
  }
}

/**
 * Scores a model on images: checks it, seals it, runs it, and gives its guesses. No label has to be known; predictions
 * are in the order of `images`, whatever order the model saw.
 *
 * Throws AppError with a code of MODEL_REFUSAL_CODES where the model is at fault (`isModelRefusal`); `image-unreadable`
 * where an image is; `isolation-unavailable` where the system cannot seal it as wanted; the signal's reason when
 * aborted. Anything else is a fault of ours. Whatever happens, the sealed process is gone afterwards.
 */
export async function scoreImages(options: ScoringOptions): Promise<ScoringResult> {
  const started = performance.now();
  options.signal?.throwIfAborted();
  const model = typeof options.model === 'string' ? await readFile(options.model) : options.model;
  const plan = planScoring({ ...options, model });
  const { budget, isolation } = options;
  const sealed = await openSealedModel({ model, plan: plan.tensor, budget, isolation });
  const stop = () => void sealed.close();
  options.signal?.addEventListener('abort', stop, { once: true });
  try {
    const run = new ScoringRun(sealed, plan, options);
    await run.run();
    const { seconds, peakMemoryMb } = sealed.usage();
    return {
      predictions: run.predictions,
      cost: {
        seconds: (performance.now() - started) / 1000,
        inferenceSeconds: seconds,
        preprocessSeconds: run.preprocessSeconds,
        peakMemoryMb,
      },
      isolation: sealed.layers,
      batch: run.batchSize,
      model: plan.description,
      preprocess: plan.preprocess,
      warnings: plan.warnings,
    };
  } catch (error) {
    options.signal?.throwIfAborted();
    throw error;
  } finally {
    options.signal?.removeEventListener('abort', stop);
    await sealed.close();
  }
}
