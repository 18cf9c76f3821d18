import { availableParallelism } from 'node:os';
import type { PixelImage } from '../pixels/pixel-image.ts';
import { type PixelWorkers, startPixelWorkers } from '../pixels/pixel-workers.ts';
import { preprocessImage } from '../pixels/preprocess-image.ts';
import type { Isolation } from '../sealed/isolation-layers.ts';
import { openSealedModel, type SealedUsage } from '../sealed/sealed-model.ts';
import type { Budget } from '../sealed/sealed-process.ts';
import { measureBatchSize } from './measure-batch.ts';
import { planScoring, type ScoringPlan, type ScoringRequest } from './plan-scoring.ts';
import { type ScoredPart, type ScoringJob, ScoringRun } from './scoring-run.ts';

export interface ScorerOptions extends ScoringRequest {
  budget: Budget;
  isolation: Isolation;
  /** Images a batch where the model takes any number; left out, it is measured. */
  batch?: number;
  /** Threads beside this one that decode and resample; left out, half the cores, and none on two. */
  pixelThreads?: number;
}

/** A model that is sealed, loaded and warm. */
export interface Scorer {
  plan: ScoringPlan;
  /** Layers that seal the process, outermost first. */
  isolation: readonly string[];
  /** Images a batch: as the model fixes it, as was asked for, or, after the first job, as was measured. */
  batch(): number | null;
  /** Scores a job's images; jobs one after another. Throws as `scoreImages`; after an error the scorer is of no use. */
  score(job: ScoringJob): Promise<ScoredPart>;
  usage(): SealedUsage;
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
  const sealed = await openSealedModel({ model, plan: plan.tensor, budget, isolation });
  let batch = plan.fixedBatch ?? options.batch ?? null;
  const threads = options.pixelThreads ?? defaultPixelThreads();
  let workers: PixelWorkers | null = null;
  let checked = false;

  const batchFor = async ({ height, width, data }: PixelImage, images: number): Promise<number> => {
    batch ??= await measureBatchSize(
      sealed,
      { height, width, bytes: data.length },
      {
        images,
        memoryMb: budget.memoryMb,
        seconds: Math.min(MEASURING_SECONDS, budget.seconds * MEASURING_SHARE),
      },
    );
    return batch;
  };
  return {
    plan,
    isolation: sealed.layers,
    batch: () => batch,
    usage: sealed.usage,
    close: async () => {
      await Promise.all([sealed.close(), workers?.close()]);
    },
    score: async (job) => {
      job.signal?.throwIfAborted();
      const stop = () => void sealed.close();
      job.signal?.addEventListener('abort', stop, { once: true });
      if (threads > 0 && job.images.count >= IMAGES_FOR_THREADS) workers ??= startPixelWorkers(threads);
      try {
        const run = new ScoringRun(
          {
            sealed,
            plan,
            checked,
            batchFor: (image) => batchFor(image, job.images.count),
            preprocess: workers?.preprocess ?? preprocessImage,
            concurrency: Math.max(availableParallelism(), threads * 2) + 2,
          },
          job,
        );
        const part = await run.run();
        checked = true;
        return part;
      } catch (error) {
        job.signal?.throwIfAborted();
        throw error;
      } finally {
        job.signal?.removeEventListener('abort', stop);
      }
    },
  };
}
