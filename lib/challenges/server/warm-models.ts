import { setTimeout } from 'node:timers';
import { config } from '#lib/infra/config';
import { openKeptPixels, type PixelKeeper } from '#lib/scoring/pixel-cache/keep-pixels';
import { openScorer, type Scorer } from '#lib/scoring/run/open-scorer';
import type { ScoringJob } from '#lib/scoring/run/scoring-run';
import { pixelFolder } from './forget-pixels.ts';
import { type HeldOutImage, listHeldOutImages, pixelList, readHeldOutImage } from './held-out-images.ts';
import { modelMemory } from './model-memory.ts';
import { scoringBudget, scoringCapacity } from './scoring-capacity.ts';
import { readSubmissionTask } from './submission-task.ts';

/** A submission's model, sealed and loaded, with the images that it is scored on. */
export interface WarmModel {
  submissionId: string;
  scorer: Scorer;
  /** The hashes of the held-out images, in the version's order. */
  images: readonly string[];
  /** What every job on it has in common. */
  job: Pick<ScoringJob, 'images' | 'seed' | 'pixels'>;
  close(): Promise<void>;
}

/** A model that waits for its next shard keeps its memory so long. */
const IDLE_MS = 20_000;
const MEBIBYTE = 1024 ** 2;

const idle: { model: WarmModel; timer: NodeJS.Timeout }[] = [];

/**
 * Works with a submission's model: one that stayed warm after its last shard in this process, else opened now. It stays
 * warm afterwards unless the work failed. Throws as `openScorer`.
 */
export async function withModel<Value>(
  submissionId: string,
  work: (model: WarmModel) => Promise<Value>,
): Promise<Value> {
  const model = (await takeWarm(submissionId)) ?? (await openModel(submissionId));
  let value: Value;
  try {
    value = await work(model);
  } catch (error) {
    await model.close();
    throw error;
  }
  keep(model);
  return value;
}

/**
 * Runs `work` on a model of its own that may fill so much memory, once this process has it: models that wait for a shard make room.
 */
export async function withModelMemory<Value>(memoryMb: number, work: () => Promise<Value>): Promise<Value> {
  const letGo = await modelMemory.hold(memoryMb, closeIdleModel);
  try {
    return await work();
  } finally {
    letGo();
  }
}

/** Ends the model that has waited longest for a shard; gives whether there was one. */
async function closeIdleModel(): Promise<boolean> {
  const longest = idle.shift();
  clearTimeout(longest?.timer);
  await longest?.model.close();
  return longest !== undefined;
}

/** Ends the models that wait. */
export async function closeWarmModels(): Promise<void> {
  while (await closeIdleModel());
}

async function takeWarm(submissionId: string): Promise<WarmModel | undefined> {
  const at = idle.findIndex(({ model }) => model.submissionId === submissionId);
  const [found] = at === -1 ? [] : idle.splice(at, 1);
  clearTimeout(found?.timer);
  // The system may have ended its process while it waited, for want of memory.
  if (!found?.model.scorer.ended()) return found?.model;
  await found.model.close();
  return takeWarm(submissionId);
}

function keep(model: WarmModel): void {
  const timer = setTimeout(() => {
    const at = idle.findIndex((each) => each.model === model);
    if (at !== -1) idle.splice(at, 1);
    void model.close();
  }, IDLE_MS);
  timer.unref();
  idle.push({ model, timer });
  modelMemory.lookAgain();
}

async function openModel(submissionId: string): Promise<WarmModel> {
  const { SCORER_ISOLATION, PIXEL_CACHE_MB } = config();
  const task = await readSubmissionTask(submissionId);
  const images = await listHeldOutImages(task.versionId);
  const budget = scoringBudget(task);
  const letGo = await modelMemory.hold(budget.memoryMb, closeIdleModel);
  const cache = { folder: pixelFolder(), limitBytes: PIXEL_CACHE_MB * MEBIBYTE };
  let pixels: PixelKeeper | null = null;
  const scorer = await openScorer({
    model: task.model,
    preprocess: task.preprocess,
    labels: task.labels,
    classes: task.classes,
    budget,
    pixelThreads: scoringCapacity().slots > 2 ? 1 : 0,
    isolation: SCORER_ISOLATION,
    batch: task.batch ?? undefined,
    // The first to open it measures the batch, and sees whether answers repeat.
    checked: task.batch !== null,
    pixelsKept: async (preprocess) => {
      pixels = await openKeptPixels(
        cache,
        pixelList(task.versionId, images.filter(({ gone }) => gone).length),
        images.length,
        preprocess,
      );
      return pixels;
    },
  }).catch(async (error: unknown) => {
    await pixels?.close();
    letGo();
    throw error;
  });
  const kept = pixels as PixelKeeper | null;
  return {
    submissionId,
    scorer,
    images: images.map(({ sha256 }) => sha256),
    job: {
      images: {
        count: images.length,
        read: (position) => readHeldOutImage(images[position] as HeldOutImage),
      },
      seed: task.modelSha256,
      pixels: kept ?? undefined,
    },
    close: async () => {
      await scorer.close();
      await kept?.close();
      letGo();
    },
  };
}
