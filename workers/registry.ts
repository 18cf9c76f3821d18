import type { Job } from '#lib/jobs/job';

export interface JobContext {
  /** Tries of this job before this one. */
  attempt: number;
  /** Aborted when the worker is going: stop at the next safe point, another worker goes on. */
  signal: AbortSignal;
}

type Handler = (payload: unknown, context: JobContext) => Promise<void>;

/** Which handler works which job, by the job's name. */
export const handlers = new Map<string, Handler>([]);

function on<Payload>(
  job: Job<Payload>,
  handle: (payload: Payload, context: JobContext) => Promise<void>,
): [string, Handler] {
  return [job.name, (payload, context) => handle(job.payload.parse(payload), context)];
}

/** Jobs that run by the clock, once in the whole installation. */
export const schedules: { job: Job<object>; everyMs: number }[] = [];
