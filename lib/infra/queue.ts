import {
  createPostgresBackend,
  FlowProducer,
  type JobsOptions,
  Queue,
  type QueueOptions,
  Worker,
  type WorkerOptions,
  withBackend,
} from 'bullmq';
import { config } from '#lib/infra/config';
import { log } from '#lib/infra/log';

/** A job as a handler sees it: its payload not yet checked, and the signal that says the worker is going. */
export interface RunningJob {
  id: string;
  name: string;
  payload: unknown;
  attempt: number;
}

/** A way to put jobs into a queue, and to end it. */
export interface JobQueue {
  add(name: string, payload: unknown, options: JobsOptions): Promise<void>;
  /** Runs a job every so often, once however many processes ask for it. */
  every(name: string, milliseconds: number): Promise<void>;
  close(): Promise<void>;
}

/** A job that waits for others: it is worked once all of `first` are over, done or failed for good. */
export interface JobFlow {
  last: QueuedJob;
  first: readonly QueuedJob[];
}

export interface QueuedJob {
  queue: string;
  name: string;
  payload: unknown;
  options: JobsOptions;
}

/** A way to put jobs that depend on each other into their queues. */
export interface JobFlows {
  add(flow: JobFlow): Promise<void>;
  close(): Promise<void>;
}

/** A running worker. */
export interface JobWorker {
  /** Takes no further job, or takes jobs again; those at work go on. */
  drain(draining: boolean): Promise<void>;
  /** Takes no further job and waits for those at work. */
  close(): Promise<void>;
}

// Finished jobs are kept for a day so that a failure can be looked at, never for ever.
const kept = { removeOnComplete: { age: 3600, count: 1000 }, removeOnFail: { age: 86_400, count: 5000 } };

// A worker that dies stops renewing its locks; another takes its jobs after lockDuration + stalledInterval at most.
const takeover = { lockDuration: 10_000, stalledInterval: 5_000, maxStalledCount: 5 };

function redisConnection(url: string) {
  return { url, maxRetriesPerRequest: null };
}

function postgresConnection() {
  return { connectionString: config().DATABASE_URL, migrate: true, max: 4 };
}

const onPostgres = withBackend(createPostgresBackend);

/** Opens a queue on Redis where REDIS_URL is set, else on PostgreSQL. */
export function openQueue(name: string): JobQueue {
  const redisUrl = config().REDIS_URL;
  const options: Omit<QueueOptions, 'connection'> = { defaultJobOptions: kept };
  const queue = redisUrl
    ? new Queue(name, { ...options, connection: redisConnection(redisUrl) })
    : new onPostgres.Queue(name, { ...options, connection: postgresConnection() });
  queue.on('error', (error) => log.warn({ queue: name, error: error.message }, 'queue connection'));
  return {
    add: async (jobName, payload, jobOptions) => {
      await queue.add(jobName, payload, jobOptions);
    },
    every: async (jobName, milliseconds) => {
      await queue.upsertJobScheduler(jobName, { every: milliseconds }, { name: jobName, data: {} });
    },
    close: () => queue.close(),
  };
}

/** Opens what adds flows, on the same queues as `openQueue`. */
export function openFlows(): JobFlows {
  const redisUrl = config().REDIS_URL;
  const flows = redisUrl
    ? new FlowProducer({ connection: redisConnection(redisUrl) })
    : new onPostgres.FlowProducer({ connection: postgresConnection() });
  flows.on('error', (error: Error) => log.warn({ error: error.message }, 'flow connection'));
  const node = ({ queue, name, payload, options }: QueuedJob) => ({
    queueName: queue,
    name,
    data: payload,
    opts: { ...kept, ...options },
  });
  return {
    add: async ({ last, first }) => {
      const children = first.map(node);
      for (const child of children) Object.assign(child.opts, { ignoreDependencyOnFailure: true });
      await flows.add({ ...node(last), children });
    },
    close: () => flows.close(),
  };
}

/** Works a queue: `handle` is called for each job, up to `concurrency` at a time. What it throws fails the try. */
export function openWorker(
  name: string,
  concurrency: number,
  handle: (job: RunningJob) => Promise<void>,
): JobWorker {
  const redisUrl = config().REDIS_URL;
  const options: Omit<WorkerOptions, 'connection'> = { concurrency, ...takeover };
  const process = (job: { id?: string; name: string; data: unknown; attemptsMade: number }) =>
    handle({ id: job.id ?? '', name: job.name, payload: job.data, attempt: job.attemptsMade });
  const start = () => {
    const worker = redisUrl
      ? new Worker(name, process, { ...options, connection: redisConnection(redisUrl) })
      : new onPostgres.Worker(name, process, { ...options, connection: postgresConnection() });
    worker.on('error', (error: Error) =>
      log.warn({ queue: name, error: error.message }, 'worker connection'),
    );
    worker.on('failed', (job: { id?: string; name: string } | undefined, error: Error) =>
      log.error({ queue: name, job: job?.name, jobId: job?.id, error: error.stack }, 'job failed'),
    );
    return worker;
  };
  let worker: ReturnType<typeof start> | null = start();
  let ended: Promise<void> = Promise.resolve();
  let drained = false;
  const end = () => {
    if (worker) ended = worker.close();
    worker = null;
    return ended;
  };
  return {
    // BullMQ's own pause lets the look for a job that is under way end, and takes what it finds, however much later.
    drain: async (draining) => {
      drained = draining;
      if (draining) void end();
      else await ended;
      // It may have been told otherwise while its last jobs ended.
      if (!drained) worker ??= start();
    },
    close: () => {
      drained = true;
      return end();
    },
  };
}
