import { AppError } from '#lib/core/errors';
import { seededRandom } from '#lib/core/random';
import type { PixelImage } from '../pixels/pixel-image.ts';
import type { PixelPlan } from '../pixels/preprocess-image.ts';
import type { PredictionsPart } from '../predictions/merge-predictions.ts';
import { emptyPredictions, type Predictions, recordAnswer } from '../predictions/predictions.ts';
import type { ModelUse } from '../sealed/model-use.ts';
import type { OpenPixelFile, PixelBatch, ScoreBatch, SealedModel } from '../sealed/sealed-model.ts';
import { checkRepeats, checkScores, checkSize } from './check-answers.ts';
import { orderedMap } from './ordered-map.ts';
import type { ScoringPlan } from './plan-scoring.ts';
import type { Turns } from './plan-shards.ts';

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

/** Pixels kept from an earlier run with the same images and the same preprocessing. */
export interface KeptPixels {
  /** The pixels of an image, or null where they are not kept yet. */
  get(position: number): PixelImage | null | Promise<PixelImage | null>;
  /** Takes back what `get` gave, to be filled with the next. */
  release?(image: PixelImage): void;
  /** The file that keeps them, and where an image's pixels begin in it, so that the model's process can read them itself. */
  file?: OpenPixelFile | null;
  place?(position: number): number | null;
  put(position: number, image: PixelImage): Promise<void>;
}

/** Images to be scored by a model that is open. */
export interface ScoringJob {
  images: ImageSource;
  /** Decides the order in which the model sees the images. */
  seed: number | string;
  /** The part of that order that is this job's; left out, all of it. */
  turns?: Turns;
  /** Class number of each image, where it is known here; the sealed process never gets it. */
  truth?: Int32Array;
  /** Keeps the scores of all classes where they are probabilities, for whoever knows the truth later. */
  keepAllScores?: boolean;
  pixels?: KeptPixels;
  /**
   * What the model used of its budget outside of this job so far: in its preparation, other jobs, other processes; may
   * grow meanwhile. Given, the loading of this process does not count; left out, everything this process did counts.
   */
  elsewhere?(): ModelUse;
  onProgress?(progress: ScoringProgress): void;
  signal?: AbortSignal;
}

/** The answers of a job, `positions[i]` being where the i-th image of its predictions stands in the split. */
export interface ScoredPart extends PredictionsPart {
  /** What decoding and resampling took, summed over images, of which several are worked on at once. */
  preprocessSeconds: number;
  /** Images whose pixels were kept from before. */
  cached: number;
  /** What the model computed in this job. */
  modelSeconds: number;
  /** The highest memory of the model's process so far. */
  peakMemoryMb: number;
}

/** Batches under way at once: one that the network computes, one that becomes the next tensor, one that is sent. */
const BATCHES_AHEAD = 3;

interface Prepared {
  position: number;
  height: number;
  width: number;
  /** Pixels, or their place in the file that the model's process reads. */
  pixels: Uint8Array | number;
  /** What kept pixels lent. */
  lent: PixelImage | null;
}

const prepared = (position: number, image: PixelImage, lent: PixelImage | null): Prepared => ({
  position,
  height: image.height,
  width: image.width,
  pixels: image.data,
  lent,
});

/** What a job needs of the open model that it runs on. */
export interface RunTools {
  sealed: SealedModel;
  plan: ScoringPlan;
  /** How many images a batch has, given the size of the first. */
  batchFor(height: number, width: number): Promise<number>;
  /** Decodes and resamples, here or in other threads. */
  preprocess(bytes: Uint8Array, plan: PixelPlan): Promise<PixelImage>;
  /** Images that are prepared at once. */
  concurrency: number;
  /** Whether an earlier job has seen that answers repeat. */
  checked: boolean;
}

/** The refusal of an image with where it stands, so that whoever gave the images can name it. */
function atPosition(error: unknown, position: number): unknown {
  if (!(error instanceof AppError)) return error;
  const { kind, code, message, details } = error;
  return new AppError(kind, code, message, { details: { ...details, position }, cause: error });
}

/** One job on an open model: forms batches in order, keeps the network fed, and files the answers. */
export class ScoringRun {
  readonly #tools: RunTools;
  readonly #job: ScoringJob;
  readonly #positions: number[];
  readonly #predictions: Predictions;
  readonly #started = performance.now();
  readonly #underWay = new Set<Promise<void>>();
  #size = 0;
  #checked: boolean;
  #filed = 0;
  #failure: { error: unknown } | null = null;
  #preprocessSeconds = 0;
  #cached = 0;

  constructor(tools: RunTools, job: ScoringJob) {
    this.#tools = tools;
    this.#job = job;
    this.#checked = tools.checked;
    const { from, to } = job.turns ?? { from: 0, to: job.images.count };
    const all = Array.from({ length: job.images.count }, (_, position) => position);
    this.#positions = seededRandom(job.seed).shuffle(all).slice(from, to);
    const classes = tools.plan.columns.length;
    this.#predictions = emptyPredictions(this.#positions.length, classes, {
      truthScores: Boolean(job.truth) && classes > 1,
      all: Boolean(job.keepAllScores) && classes > 1,
    });
  }

  async #prepare(turn: number): Promise<Prepared> {
    const position = this.#positions[turn] as number;
    const place = this.#place(position);
    if (place) {
      this.#cached++;
      return place;
    }
    const kept = await this.#job.pixels?.get(position);
    if (kept) {
      this.#cached++;
      return prepared(position, kept, kept);
    }
    const bytes = await this.#job.images.read(position);
    const image = await this.#pixelsOf(bytes).catch((error: unknown) => {
      throw atPosition(error, position);
    });
    await this.#job.pixels?.put(position, image);
    return prepared(position, image, null);
  }

  /** An image that the model's process can read by itself, or null. */
  #place(position: number): Prepared | null {
    const { sealed, plan } = this.#tools;
    const { height, width } = plan.preprocess;
    const { pixels } = this.#job;
    if (!pixels?.place || pixels.file !== sealed.pixelFile || height === null || width === null) return null;
    const place = pixels.place(position);
    return place === null ? null : { position, height, width, pixels: place, lent: null };
  }

  async #pixelsOf(bytes: Uint8Array): Promise<PixelImage> {
    const start = performance.now();
    const image = await this.#tools.preprocess(bytes, this.#tools.plan.preprocess);
    this.#preprocessSeconds += (performance.now() - start) / 1000;
    checkSize(this.#tools.plan, image);
    return image;
  }

  /** Prepares the images in their order, as many together as go into one tensor. */
  async *#batches(): AsyncGenerator<Prepared[], void, void> {
    const { concurrency } = this.#tools;
    const images = orderedMap(this.#positions.length, concurrency, (turn) => this.#prepare(turn));
    let waiting: Prepared[] = [];
    for await (const image of images) {
      this.#throwIfOver();
      const [first] = waiting;
      // Only images of one size can share a tensor.
      const alike = first?.width === image.width && first.height === image.height;
      if (first && !alike) {
        yield waiting;
        waiting = [];
      }
      if (waiting.length === 0) this.#size = await this.#tools.batchFor(image.height, image.width);
      waiting.push(image);
      if (waiting.length === this.#size) {
        yield waiting;
        waiting = [];
      }
    }
    if (waiting.length > 0) yield waiting;
  }

  /** Scores the first batch and checks its answers, filing nothing. Gives its images and the seconds of a further run. */
  async tryFirst(): Promise<ModelUse> {
    this.#tools.sealed.startJob(this.#job.elsewhere?.bind(this.#job) ?? null);
    for await (const images of this.#batches()) {
      const batch = this.#batchOf(images);
      const answer = await this.#tools.sealed.run(batch);
      checkScores(this.#tools.plan, answer, 0);
      const seconds = await checkRepeats(this.#tools.sealed, this.#tools.plan, batch, answer);
      return { seconds, images: images.length };
    }
    return { seconds: 0, images: 0 };
  }

  async run(): Promise<ScoredPart> {
    const { sealed } = this.#tools;
    sealed.startJob(this.#job.elsewhere?.bind(this.#job) ?? null);
    for await (const images of this.#batches()) await this.#send(images);
    await Promise.all(this.#underWay);
    this.#throwIfOver();
    const { job, peakMemoryMb } = sealed.usage();
    return {
      positions: this.#positions,
      predictions: this.#predictions,
      preprocessSeconds: this.#preprocessSeconds,
      cached: this.#cached,
      modelSeconds: job.seconds,
      peakMemoryMb,
    };
  }

  #throwIfOver(): void {
    this.#job.signal?.throwIfAborted();
    if (this.#failure) throw this.#failure.error;
  }

  /** Where sizes follow the images a batch is as large as it got; else it is filled up with zeros, always the same. */
  #tensorSize(images: number): number {
    const { fixedBatch, preprocess } = this.#tools.plan;
    const oneSize = preprocess.height !== null && preprocess.width !== null;
    return fixedBatch ?? (oneSize ? this.#size : images);
  }

  #batchOf(images: readonly Prepared[]): PixelBatch {
    const [{ height, width }] = images as [Prepared];
    const size = this.#tensorSize(images.length);
    return { images: images.map(({ pixels }) => pixels), height, width, size };
  }

  async #send(images: readonly Prepared[]): Promise<void> {
    const batch = this.#batchOf(images);
    const filed = this.#tools.sealed
      .run(batch)
      .then((scores) => this.#file(images, batch, scores))
      .catch((error: unknown) => {
        this.#failure ??= { error };
      })
      .finally(() => this.#underWay.delete(filed));
    this.#underWay.add(filed);
    while (this.#underWay.size >= (this.#checked ? BATCHES_AHEAD : 1)) await Promise.race(this.#underWay);
    this.#throwIfOver();
  }

  async #file(images: readonly Prepared[], batch: PixelBatch, answer: ScoreBatch): Promise<void> {
    checkScores(this.#tools.plan, answer, (this.#job.elsewhere?.().images ?? 0) + this.#filed);
    if (!this.#checked) await checkRepeats(this.#tools.sealed, this.#tools.plan, batch, answer);
    this.#checked = true;
    for (const [row, { position, lent }] of images.entries()) {
      if (lent) this.#job.pixels?.release?.(lent);
      const scores = answer.scores.subarray(row * answer.width, (row + 1) * answer.width);
      const truth = this.#job.truth?.[position] ?? null;
      recordAnswer(this.#predictions, this.#filed + row, scores, this.#tools.plan.columns, truth);
    }
    this.#filed += images.length;
    this.#report();
  }

  #report(): void {
    const total = this.#positions.length;
    const elapsed = (performance.now() - this.#started) / 1000;
    const secondsLeft = this.#filed > 0 ? (elapsed / this.#filed) * (total - this.#filed) : null;
    this.#job.onProgress?.({ done: this.#filed, total, secondsLeft });
  }
}
