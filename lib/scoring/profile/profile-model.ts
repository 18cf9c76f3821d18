import { seededRandom } from '#lib/core/random';
import { readModel } from '../onnx/read-model.ts';
import type { ScoringPlan } from '../run/plan-scoring.ts';
import type { Isolation } from '../sealed/isolation-layers.ts';
import type { Budget } from '../sealed/sealed-process.ts';
import { startSealed } from '../sealed/start-sealed.ts';
import { matchLayers } from './match-layers.ts';
import { type NetworkProfile, rawProfileSchema, summariseProfile } from './network-profile.ts';

export interface ProfileOptions {
  model: Uint8Array;
  plan: ScoringPlan;
  /** Images at once, as the scoring gives them; a model that fixes its batch is given that many. */
  batch: number;
  /** Of its seconds no more than a minute is used. */
  budget: Budget;
  isolation: Isolation;
  signal?: AbortSignal;
}

const MEBIBYTE = 1024 ** 2;
/** Seconds for loading, warming up and all runs together. */
const MOST_SECONDS = 60;
/** When no further run is begun: after so many seconds with so few runs at least, after so many runs, or seconds. */
const BOUNDS = { seconds: 2, fewRuns: 3, mostRuns: 20, mostSeconds: 10 };
/** onnxruntime writes about 900 bytes for each node of each run. */
const MOST_FILE_BYTES = 32 * MEBIBYTE;
const MOST_EVENTS = 30_000;
/** What is told of it: a name and numbers for each node. */
const MOST_ANSWER_BYTES = 32 * MEBIBYTE;
/** For networks that take images of any size and whose preprocessing leaves them as they are. */
const USUAL_EDGE = 224;

/** Pixels of noise: of black images a network may compute more quickly than of pictures. */
function noise(bytes: number): Uint8Array {
  const random = seededRandom('profile');
  return Uint8Array.from({ length: bytes }, () => random.below(256));
}

/**
 * Measures what part of a network's time goes where, from onnxruntime's own profile of a few runs on noise, in a process
 * sealed as that of scoring but for a private folder that holds the profile.
 *
 * Throws whatever goes wrong, also where the model is at fault: whoever asks has no profile then, and scoring judges.
 */
export async function profileModel(options: ProfileOptions): Promise<NetworkProfile> {
  const { model, plan, isolation, signal } = options;
  signal?.throwIfAborted();
  const budget = { ...options.budget, seconds: Math.min(options.budget.seconds, MOST_SECONDS) };
  const mostRuns = Math.min(BOUNDS.mostRuns, Math.floor(MOST_EVENTS / plan.description.nodeCount) - 1);
  if (mostRuns < 1) throw new Error(`${plan.description.nodeCount} nodes are too many for a profile`);

  const batch = plan.fixedBatch ?? options.batch;
  const input = {
    batch,
    height: plan.preprocess.height ?? USUAL_EDGE,
    width: plan.preprocess.width ?? USUAL_EDGE,
  };
  const { tables, ...tensorPlan } = plan.tensor;
  const image = noise(input.height * input.width * tensorPlan.order.length);
  const { sealed, guard, close } = await startSealed(budget, isolation, (folder) => ({
    script: 'profile.mjs',
    writes: { folder, bytes: MOST_FILE_BYTES },
  }));
  const abort = () => sealed.stop('closed');
  signal?.addEventListener('abort', abort, { once: true });
  try {
    signal?.throwIfAborted();
    await sealed.up;
    const { payload } = await sealed.request(
      {
        plan: { ...tensorPlan, threads: budget.threads },
        guard,
        input,
        bounds: { ...BOUNDS, mostRuns },
        tableBytes: tables.length,
        pixelBytes: batch * image.length,
      },
      [tables, ...new Array<Uint8Array>(batch).fill(image), model],
      0,
    );
    if (payload.length > MOST_ANSWER_BYTES) throw new Error('the profile is longer than any can be');
    const raw = rawProfileSchema.parse(JSON.parse(payload.toString()));
    const layers = matchLayers(readModel(model), raw.nodes);
    return summariseProfile(raw, layers, { ...input, threads: budget.threads });
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  } finally {
    signal?.removeEventListener('abort', abort);
    await close();
  }
}
