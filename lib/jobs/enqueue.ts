import { type JobFlows, type JobQueue, openFlows, openQueue } from '#lib/infra/queue';
import type { Job, QueueName } from './job.ts';

// The development server reloads modules; queues must outlive that.
const kept = globalThis as { imagenestQueues?: Map<QueueName, JobQueue>; imagenestFlows?: JobFlows };

function queue(name: QueueName): JobQueue {
  kept.imagenestQueues ??= new Map();
  let open = kept.imagenestQueues.get(name);
  if (!open) {
    open = openQueue(name);
    kept.imagenestQueues.set(name, open);
  }
  return open;
}

const retriesOf = ({
  attempts,
  backoffMs,
  priority,
}: Pick<Job<unknown>, 'attempts' | 'backoffMs' | 'priority'>) => ({
  attempts,
  backoff: { type: 'exponential', delay: backoffMs },
  priority,
});

/**
 * Puts a job into its queue. With an `id`, one that is already waiting or running is not added twice, so a write that
 * is tried again is safe.
 */
export async function enqueue<Payload>(job: Job<Payload>, payload: Payload, id?: string): Promise<void> {
  await queue(job.queue).add(job.name, job.payload.parse(payload), {
    deduplication: id === undefined ? undefined : { id },
    ...retriesOf(job),
  });
}

/** A job with what it is to work on. */
export interface Work<Payload> {
  job: Job<Payload>;
  payload: Payload;
}

/** Puts jobs into their queues of which `last` is worked once all of `first` are over, on whatever workers. */
export async function enqueueFlow<Last, First>(
  last: Work<Last>,
  first: readonly Work<First>[],
): Promise<void> {
  kept.imagenestFlows ??= openFlows();
  const queued = <Payload>({ job, payload }: Work<Payload>) => ({
    queue: job.queue,
    name: job.name,
    payload: job.payload.parse(payload),
    options: retriesOf(job),
  });
  await kept.imagenestFlows.add({ last: queued(last), first: first.map(queued) });
}

/** Has a job run every so often, once in the whole installation. */
export async function schedule(job: Job<object>, everyMs: number): Promise<void> {
  await queue(job.queue).every(job.name, everyMs);
}

/** Ends this process's connections to the queues. */
export async function closeQueues(): Promise<void> {
  const flows = kept.imagenestFlows ? [kept.imagenestFlows] : [];
  const open = [...(kept.imagenestQueues?.values() ?? []), ...flows];
  kept.imagenestQueues = undefined;
  kept.imagenestFlows = undefined;
  await Promise.all(open.map((each) => each.close()));
}
