import { setTimeout } from 'node:timers';
import { config, dataPath } from '#lib/infra/config';
import { openKeptPixels, type PixelKeeper } from '#lib/scoring/pixel-cache/keep-pixels';
import { openScorer, type Scorer } from '#lib/scoring/run/open-scorer';
import type { ScoringJob } from '#lib/scoring/run/scoring-run';
import { listHeldOutImages, readHeldOutImage } from './held-out-images.ts';
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
/** With more than this share of the pixels kept, the network has the cores to itself. */
const MOSTLY = 0.5;

const idle: { model: WarmModel; timer: NodeJS.Timeout }[] = [];
let busy = 0;

/**
 * Works with a submission's model: one that stayed warm after its last shard in this process, else opened now. It stays
 * warm afterwards unless the work failed. Throws as `openScorer`.
 */
export async function withModel<Value>(
  submissionId: string,
  work: (model: WarmModel) => Promise<Value>,
): Promise<Value> {
  const at = idle.findIndex(({ model }) => model.submissionId === submissionId);
  const [kept] = at === -1 ? [] : idle.splice(at, 1);
  clearTimeout(kept?.timer);
  busy++;
  try {
    if (!kept) await makeRoom();
    const model = kept?.model ?? (await openModel(submissionId));
    let value: Value;
    try {
      value = await work(model);
    } catch (error) {
      await model.close();
      throw error;
    }
    keep(model);
    return value;
  } finally {
    busy--;
  }
}

/** Ends the models that wait. */
export async function closeWarmModels(): Promise<void> {
  for (const { timer } of idle) clearTimeout(timer);
  await Promise.all(idle.splice(0).map(({ model }) => model.close()));
}

function keep(model: WarmModel): void {
  const timer = setTimeout(() => {
    const at = idle.findIndex((each) => each.model === model);
    if (at !== -1) idle.splice(at, 1);
    void model.close();
  }, IDLE_MS);
  timer.unref();
  idle.push({ model, timer });
}

/** Ends the model that has waited longest where all places are taken. */
async function makeRoom(): Promise<void> {
  if (busy + idle.length <= scoringCapacity().slots) return;
  const longest = idle.shift();
  clearTimeout(longest?.timer);
  await longest?.model.close();
}

async function openModel(submissionId: string): Promise<WarmModel> {
  const { SCORER_ISOLATION, PIXEL_CACHE_MB } = config();
  const task = await readSubmissionTask(submissionId);
  const images = await listHeldOutImages(task.versionId);
  const cache = { folder: dataPath('pixels'), limitBytes: PIXEL_CACHE_MB * MEBIBYTE };
  let pixels: PixelKeeper | null = null;
  const scorer = await openScorer({
    model: task.model,
    preprocess: task.preprocess,
    labels: task.labels,
    classes: task.classes,
    budget: scoringBudget(task),
    isolation: SCORER_ISOLATION,
    batch: task.batch ?? undefined,
    // The first to open it measures the batch, and sees whether answers repeat.
    checked: task.batch !== null,
    pixelsKept: async (preprocess) => {
      pixels = await openKeptPixels(cache, `${task.versionId} test`, images.length, preprocess);
      return (pixels?.kept ?? 0) > MOSTLY;
    },
  }).catch(async (error: unknown) => {
    await pixels?.close();
    throw error;
  });
  const kept = pixels as PixelKeeper | null;
  return {
    submissionId,
    scorer,
    images,
    job: {
      images: { count: images.length, read: (position) => readHeldOutImage(images[position] as string) },
      seed: task.modelSha256,
      pixels: kept ?? undefined,
    },
    close: async () => {
      await scorer.close();
      await kept?.close();
    },
  };
}
