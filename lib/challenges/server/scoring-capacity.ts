import { availableParallelism, totalmem } from 'node:os';
import { config } from '#lib/infra/config';
import type { Budget } from '#lib/scoring/sealed/sealed-process';

/** What a worker process has for models. */
export interface ScoringCapacity {
  /** Models, or shards of one, that run at once, each on one thread. */
  slots: number;
  /** Memory that all models together may fill, in MB. */
  memoryMb: number;
}

const MEBIBYTE = 1024 ** 2;
/** The share of the machine's memory that models may fill. */
const MODELS_SHARE = 0.75;

/** What this worker process may take: WORKER_CONCURRENCY cores, or all of the machine's. */
export function scoringCapacity(): ScoringCapacity {
  // Zero or more than there is where nothing constrains the process.
  const constrained = process.constrainedMemory() || Number.POSITIVE_INFINITY;
  return {
    slots: config().WORKER_CONCURRENCY ?? availableParallelism(),
    memoryMb: Math.floor((MODELS_SHARE * Math.min(totalmem(), constrained)) / MEBIBYTE),
  };
}

/**
 * What a model may use here: as its challenge says, unless SCORER_MEMORY_MB says otherwise for all. It computes on one
 * thread, so that a second of its budget is one of a core on every machine, and shards side by side are done sooner than one
 * after the other on all cores (docs/decisions/cores-for-network-and-pixels.md).
 */
export function scoringBudget(limits: { timeLimitSeconds: number; memoryLimitMb: number }): Budget {
  return {
    seconds: limits.timeLimitSeconds,
    memoryMb: config().SCORER_MEMORY_MB ?? limits.memoryLimitMb,
    threads: 1,
  };
}
