import { resolve } from 'node:path';
import { refuseModel } from '../refusals.ts';
import type { Frame } from './frame-stream.ts';
import { type Isolation, SCORER } from './isolation-layers.ts';
import type { ModelUse } from './model-use.ts';
import type { Budget } from './sealed-process.ts';
import { startSealed } from './start-sealed.ts';

/** How pixels become the model's input: see `valueTables`. */
export interface TensorPlan {
  input: string;
  output: string;
  dtype: 'float32' | 'float16' | 'uint8';
  planar: boolean;
  /** Which pixel channel each input channel is. */
  order: number[];
  tables: Uint8Array;
}

/** A file of pixels: where it was, and which it is, as long as somebody has it open. */
export interface OpenPixelFile {
  path: string;
  inode: number;
}

/** Images of one size, each `height * width * channels` bytes. */
export interface PixelBatch {
  /** Pixels; or where they begin in the file that the sealed process reads (`pixelFile`). */
  images: readonly (Uint8Array | number)[];
  height: number;
  width: number;
  /** How many images the tensor holds; what is lacking is zeros. */
  size: number;
  /** Only tries something out: its images do not count as done. */
  trial?: boolean;
}

/** Scores of a batch: `images x width`, row after row, as float32. */
export interface ScoreBatch {
  scores: Float32Array;
  width: number;
  seconds: number;
}

export interface SealedUsage {
  /** Time that the model took to load and compute. */
  seconds: number;
  peakMemoryMb: number;
  /** What it computed of the job under way, or of the last, so far. */
  job: ModelUse;
}

export interface SealedModel {
  /** The layers around the process, outermost first. */
  layers: readonly string[];
  /** The file whose pixels the process reads by itself; null where it has none or could not open that very file. */
  pixelFile: OpenPixelFile | null;
  /**
   * Scores a batch; several may be under way and are answered in order. Rejects with a refusal where the model is at fault.
   */
  run(batch: PixelBatch): Promise<ScoreBatch>;
  /** Scores the last batch again, from the same input. */
  runAgain(images: number): Promise<ScoreBatch>;
  /** Begins a job: see `ModelAccount`. */
  startJob(elsewhere: (() => ModelUse) | null): void;
  usage(): SealedUsage;
  /** Whether the process is gone, so that nothing can be asked of it. */
  ended(): boolean;
  close(): Promise<void>;
}

export interface SealedModelOptions {
  model: Uint8Array;
  plan: TensorPlan;
  budget: Budget;
  isolation: Isolation;
  /** The network's threads may spin while they wait for each other: nothing else needs the cores. */
  spins?: boolean;
  /** Pixels that the process may read by itself. */
  pixelFile?: OpenPixelFile;
}

const MEBIBYTE = 1024 ** 2;
function readScores(frame: Frame, images: number, size: number, output: string): ScoreBatch {
  const dims = (frame.header.dims as number[] | undefined) ?? [];
  const count = dims.reduce((product, dim) => product * dim, 1);
  const width = count / size;
  if (dims[0] !== size || frame.payload.length !== images * width * 4) {
    throw refuseModel(
      'output-shape',
      `The output "${output}" came out as [${dims.join(', ')}] for ${size} images; its first axis must be the images. Export the model so that it answers each image.`,
    );
  }
  const scores = new Float32Array(images * width);
  Buffer.from(scores.buffer).set(frame.payload);
  return { scores, width, seconds: Number(frame.header.seconds) };
}

/**
 * Starts a process that has the model and nothing else: no environment, an empty folder, no labels, no names; and, where
 * the system can, no network, no files and bounded memory. Resolves when the model is loaded.
 *
 * Whatever the model does wrong comes as an AppError of MODEL_REFUSAL_CODES; our own faults as anything else.
 */
export async function openSealedModel(options: SealedModelOptions): Promise<SealedModel> {
  const { model, plan, budget, isolation, spins = false, pixelFile } = options;
  const { tables, ...tensorPlan } = plan;
  const reads = pixelFile && resolve(pixelFile.path);
  const { sealed, layers, guard, close } = await startSealed(budget, isolation, () => ({ ...SCORER, reads }));
  let gone = false;
  void sealed.ended.then(() => {
    gone = true;
  });
  let readsPixels: boolean;
  try {
    await sealed.up;
    const inode = pixelFile?.inode ?? null;
    const header = { plan: { ...tensorPlan, threads: budget.threads, spins }, guard, inode };
    readsPixels = (await sealed.request(header, [tables, model], 0)).header.readsPixels === true;
  } catch (error) {
    await close();
    throw error;
  }
  let lastSize = 0;
  return {
    layers: [...layers, 'empty-environment', 'watchdog'],
    pixelFile: (readsPixels && pixelFile) || null,
    run: async ({ images, height, width, size, trial }) => {
      lastSize = size;
      const places = images.map((image) => (typeof image === 'number' ? image : null));
      const frame = await sealed.request(
        { count: images.length, height, width, batch: size, places },
        images.filter((image) => typeof image !== 'number'),
        trial ? 0 : images.length,
      );
      return readScores(frame, images.length, size, plan.output);
    },
    runAgain: async (images) => {
      const size = lastSize;
      const frame = await sealed.request({ again: true, count: images, batch: size }, [], 0);
      return readScores(frame, images, size, plan.output);
    },
    startJob: (elsewhere) => sealed.account.startJob(elsewhere),
    usage: () => ({
      seconds: sealed.account.whole().seconds,
      peakMemoryMb: Math.ceil(sealed.peakBytes / MEBIBYTE),
      job: sealed.account.job(),
    }),
    ended: () => gone,
    close,
  };
}
