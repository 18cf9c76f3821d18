import { availableParallelism } from 'node:os';
import { config } from '#lib/infra/config';
import type { Budget } from '#lib/scoring/sealed/sealed-process';

/** How a worker process shares its cores out among models. */
export interface ScoringCapacity {
  /** Models that run at once. */
  slots: number;
  /** Threads that each computes with. */
  threads: number;
}

/** One network runs about as fast on four cores as four on one each, and needs a quarter of the memory. */
const CORES_A_MODEL = 4;

/** What this worker process may take: WORKER_CONCURRENCY cores, or all of the machine's. */
export function scoringCapacity(): ScoringCapacity {
  const cores = config().WORKER_CONCURRENCY ?? availableParallelism();
  const slots = Math.max(1, Math.floor(cores / CORES_A_MODEL));
  return { slots, threads: Math.max(1, Math.floor(cores / slots)) };
}

/** What a model may use here: as its challenge says, unless SCORER_MEMORY_MB says otherwise for all. */
export function scoringBudget(limits: { timeLimitSeconds: number; memoryLimitMb: number }): Budget {
  return {
    seconds: limits.timeLimitSeconds,
    memoryMb: config().SCORER_MEMORY_MB ?? limits.memoryLimitMb,
    threads: scoringCapacity().threads,
  };
}
