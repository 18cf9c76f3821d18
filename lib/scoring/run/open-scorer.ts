import { availableParallelism } from 'node:os';
import { type PixelWorkers, startPixelWorkers } from '../pixels/pixel-workers.ts';
import { preprocessImage } from '../pixels/preprocess-image.ts';
import type { ResolvedPreprocess } from '../preprocess/resolve-preprocess.ts';
import type { Isolation } from '../sealed/isolation-layers.ts';
import { type OpenPixelFile, openSealedModel, type SealedUsage } from '../sealed/sealed-model.ts';
import type { Budget } from '../sealed/sealed-process.ts';
import { measureBatchSize } from './measure-batch.ts';
import { planScoring, type ScoringPlan, type ScoringRequest } from './plan-scoring.ts';
import { type ScoredPart, type ScoringJob, ScoringRun } from './scoring-run.ts';

export interface ScorerOptions extends ScoringRequest {
  budget: Budget;
  isolation: Isolation;
  /** Images a batch where the model takes any number; left out, it is measured. */
  batch?: number;
  /** Answers were already seen to repeat, by an earlier scorer of the same model: `score` does not check them again. */
  checked?: boolean;
  /** What is kept of the pixels (see `openKeptPixels`), null or left out where nothing is. */
  pixelsKept?(preprocess: ResolvedPreprocess): Promise<PixelsKept | null>;
  /** Threads beside this one that decode and resample; left out, half the cores, and none on two. */
  pixelThreads?: number;
}

/** What a scorer has to know, before its model is loaded, of the pixels that its jobs will be given. */
interface PixelsKept {
  /** The share of the images that are kept, 0 to 1. */
  kept: number;
  /** The model's process gets it for reading, and jobs whose pixels are this file's need not send them. */
  file: OpenPixelFile | null;
}

/** Past this share of kept pixels the network has the cores to itself. */
const MOSTLY_KEPT = 0.5;

/** What trying out a model's first batch told. */
export interface Preparation {
  /** Images a batch. */
  batch: number;
  /** What the network alone does at that batch; 0 where there is no image. */
  imagesPerSecond: number;
  /** What the model took to load and compute. */
  modelSeconds: number;
}

/** A model that is sealed, loaded and warm. */
export interface Scorer {
  plan: ScoringPlan;
  /** Layers that seal the process, outermost first. */
  isolation: readonly string[];
  /** Images a batch: as the model fixes it, as was asked for, or, after the first job, as was measured. */
  batch(): number | null;
  /**
   * Finds the batch and tries the first of the seeded order, whose scores must be sound and repeat; files nothing. Throws
   * as `score`. What follows does not check again.
   */
  prepare(job: Pick<ScoringJob, 'images' | 'seed' | 'pixels' | 'signal'>): Promise<Preparation>;
  /** Scores a job's images; jobs one after another. Throws as `scoreImages`; after an error the scorer is of no use. */
  score(job: ScoringJob): Promise<ScoredPart>;
  /** What the model's process used so far, and what of it was the job under way, or the last. */
  usage(): SealedUsage;
  /** Whether its process is gone, as where the system ended it: the scorer is then of no use. */
  ended(): boolean;
  close(): Promise<void>;
}

/** A job of fewer images is done before threads have come up. */
const IMAGES_FOR_THREADS = 500;

function defaultPixelThreads(): number {
  const cores = availableParallelism();
  return cores <= 2 ? 0 : Math.floor(cores / 2);
}

/** Seconds that measuring the batch may take, and the share of the time budget. */
const MEASURING_SECONDS = 3;
const MEASURING_SHARE = 0.05;

/** Checks a submission, seals its model and loads it. Throws as `scoreImages`. */
export async function openScorer(options: ScorerOptions): Promise<Scorer> {
  const { model, budget, isolation } = options;
  const plan = planScoring(options);
  const pixelsKept = await options.pixelsKept?.(plan.preprocess);
  const sealed = await openSealedModel({
    model,
    plan: plan.tensor,
    budget,
    isolation,
    spins: (pixelsKept?.kept ?? 0) > MOSTLY_KEPT,
    pixelFile: pixelsKept?.file ?? undefined,
  });
  let batch = plan.fixedBatch ?? options.batch ?? null;
  const threads = options.pixelThreads ?? defaultPixelThreads();
  let workers: PixelWorkers | null = null;
  let checked = options.checked ?? false;

  const batchFor = async (height: number, width: number, images: number): Promise<number> => {
    batch ??= await measureBatchSize(
      sealed,
      { height, width, bytes: height * width * plan.tensor.order.length },
      {
        images,
        memoryMb: budget.memoryMb,
        seconds: Math.min(MEASURING_SECONDS, budget.seconds * MEASURING_SHARE),
      },
    );
    return batch;
  };
  /** Works on a job of this scorer, ending at once, with the signal's reason, where it is aborted. */
  const workOn = async <T>(job: ScoringJob, work: (run: ScoringRun) => Promise<T>): Promise<T> => {
    job.signal?.throwIfAborted();
    const stop = () => void sealed.close();
    job.signal?.addEventListener('abort', stop, { once: true });
    const tools = {
      sealed,
      plan,
      checked,
      batchFor: (height: number, width: number) => batchFor(height, width, job.images.count),
      preprocess: workers?.preprocess ?? preprocessImage,
      concurrency: 2 * Math.max(availableParallelism(), threads) + 4,
    };
    try {
      const result = await work(new ScoringRun(tools, job));
      checked = true;
      return result;
    } catch (error) {
      job.signal?.throwIfAborted();
      throw error;
    } finally {
      job.signal?.removeEventListener('abort', stop);
    }
  };

  return {
    plan,
    isolation: sealed.layers,
    batch: () => batch,
    usage: sealed.usage,
    ended: sealed.ended,
    close: async () => {
      await Promise.all([sealed.close(), workers?.close()]);
    },
    prepare: async (job) => {
      const { images, seconds } = await workOn(job, (run) => run.tryFirst());
      return {
        batch: batch ?? 1,
        imagesPerSecond: images > 0 ? images / seconds : 0,
        modelSeconds: sealed.usage().seconds,
      };
    },
    score: async (job) => {
      if (threads > 0 && job.images.count >= IMAGES_FOR_THREADS) workers ??= startPixelWorkers(threads);
      return workOn(job, (run) => run.run());
    },
  };
}
