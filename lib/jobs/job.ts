import type { z } from 'zod';

/** Queues by the kind of machine time that their jobs take; what waits in one never holds up another. */
export type QueueName = 'checking' | 'scoring' | 'datasets' | 'imports' | 'exports' | 'upkeep';

/**
 * A job's contract: who enqueues and who works both import it, never each other. The payload carries ids, not copies.
 */
export interface Job<Payload> {
  name: string;
  queue: QueueName;
  payload: z.ZodType<Payload>;
  /** How often a run that throws is tried in all, with the wait before the second in milliseconds, doubling. */
  attempts: number;
  backoffMs: number;
  /** Jobs of a lower number go first; those without one before all others. */
  priority?: number;
}

/** Declares a job, with one try unless said otherwise. */
export function defineJob<Payload>(
  job: Pick<Job<Payload>, 'name' | 'queue' | 'payload'> & Partial<Job<Payload>>,
): Job<Payload> {
  return { attempts: 1, backoffMs: 1000, ...job };
}
