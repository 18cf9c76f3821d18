import { type JobQueue, openQueue } from '#lib/infra/queue';
import type { Job, QueueName } from './job.ts';

// The development server reloads modules; queues must outlive that.
const kept = globalThis as { imagenestQueues?: Map<QueueName, JobQueue> };

function queue(name: QueueName): JobQueue {
  kept.imagenestQueues ??= new Map();
  let open = kept.imagenestQueues.get(name);
  if (!open) {
    open = openQueue(name);
    kept.imagenestQueues.set(name, open);
  }
  return open;
}

/**
 * Puts a job into its queue. With an `id`, one that is already waiting or running is not added twice, so a write that
 * is tried again is safe.
 */
export async function enqueue<Payload>(job: Job<Payload>, payload: Payload, id?: string): Promise<void> {
  await queue(job.queue).add(job.name, job.payload.parse(payload), {
    deduplication: id === undefined ? undefined : { id },
    attempts: job.attempts,
    backoff: { type: 'exponential', delay: job.backoffMs },
  });
}

/** Has a job run every so often, once in the whole installation. */
export async function schedule(job: Job<object>, everyMs: number): Promise<void> {
  await queue(job.queue).every(job.name, everyMs);
}

/** Ends this process's connections to the queues. */
export async function closeQueues(): Promise<void> {
  const open = [...(kept.imagenestQueues?.values() ?? [])];
  kept.imagenestQueues = undefined;
  await Promise.all(open.map((each) => each.close()));
}
