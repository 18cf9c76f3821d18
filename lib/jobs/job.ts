import type { z } from 'zod';
import { AppError } from '#lib/core/errors';

/** Queues by the kind of machine time that their jobs take; what waits in one never holds up another. */
const queueNames = ['checking', 'scoring', 'datasets', 'imports', 'exports', 'upkeep'] as const;
export type QueueName = (typeof queueNames)[number];

/** The queues of these names, or all. Throws AppError `bad-environment` where one is of none. */
export function chooseQueues(names: readonly string[] = queueNames): QueueName[] {
  const unknown = names.filter((name) => !(queueNames as readonly string[]).includes(name));
  if (unknown.length === 0) return queueNames.filter((queue) => names.includes(queue));
  throw new AppError(
    'invalid',
    'bad-environment',
    `WORKER_QUEUES names “${unknown.join(', ')}”, which is no queue: choose from ${queueNames.join(', ')}, with commas between them, or leave it out for all.`,
  );
}

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
