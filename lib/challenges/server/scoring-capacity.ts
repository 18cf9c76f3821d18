import { availableParallelism, totalmem } from 'node:os';
import { config } from '#lib/infra/config';
import type { Budget } from '#lib/scoring/sealed/sealed-process';

/** How a worker process shares its cores out among models. */
export interface ScoringCapacity {
  /** Models, or shards of one, that run at once. */
  slots: number;
  /** Threads that each computes with. */
  threads: number;
}

const MEBIBYTE = 1024 ** 2;
/** What a model may take where nothing else is said; as in the form of a new challenge. */
const USUAL_MEMORY_MB = 4_096;
/** The share of the machine's memory that models may fill. */
const MODELS_SHARE = 0.75;

/**
 * What this worker process may take: WORKER_CONCURRENCY cores, or all of the machine's. Shards on one thread each are done
 * sooner than one after the other on all threads (docs/decisions/cores-for-network-and-pixels.md), but each loads the
 * model: as many run at once as the memory holds models of the usual limit.
 */
export function scoringCapacity(): ScoringCapacity {
  const { WORKER_CONCURRENCY, SCORER_MEMORY_MB } = config();
  const cores = WORKER_CONCURRENCY ?? availableParallelism();
  // Zero or more than there is where nothing constrains the process.
  const constrained = process.constrainedMemory() || Number.POSITIVE_INFINITY;
  const memoryMb = (MODELS_SHARE * Math.min(totalmem(), constrained)) / MEBIBYTE;
  const fitting = Math.floor(memoryMb / (SCORER_MEMORY_MB ?? USUAL_MEMORY_MB));
  const slots = Math.max(1, Math.min(cores, fitting));
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
