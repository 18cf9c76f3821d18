import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { z } from 'zod';
import { db } from './client.ts';

/** How often a worker gives a sign of life and reads whether it is to take jobs, and after which silence it is taken for gone. */
export const WORKER_SIGN_MS = 3000;
export const WORKER_SILENCE_MS = 20_000;
/** A worker that is gone is remembered for so long. */
const REMEMBERED_MS = 86_400_000;

/** A job that a worker is at. */
const runningJobSchema = z.object({
  job: z.string(),
  /** The submission that it is for, where it is for one. */
  submissionId: z.uuid().nullable(),
  since: z.iso.datetime(),
});
export const runningJobsSchema = z.array(runningJobSchema).catch([]);
export type RunningJobNote = z.infer<typeof runningJobSchema>;

const ofSubmission = z.object({ submissionId: z.uuid() });

/** A worker process's own row among the workers: what it is at, and whether it is to take jobs. */
export interface WorkerEntry {
  /** Notes that a job was begun; call what it gives when the job is over. */
  begin(job: string, payload: unknown): () => void;
  /** Gives a sign of life; gives whether the worker is to take no further job. */
  sign(): Promise<boolean>;
  /** Takes the row away: the worker goes. */
  leave(): Promise<void>;
}

/** Enters this process among the workers, and forgets those that have been gone for a day. */
export async function enterWorker(queues: readonly string[]): Promise<WorkerEntry> {
  const id = randomUUID();
  const jobs = new Map<symbol, RunningJobNote>();
  const name = `${hostname()}, process ${process.pid}`;
  await db().workerProcess.deleteMany({ where: { aliveAt: { lt: new Date(Date.now() - REMEMBERED_MS) } } });
  const sign = async () => {
    const now = { jobs: [...jobs.values()], aliveAt: new Date() };
    // Whoever empties the table meanwhile loses nothing.
    const { draining } = await db().workerProcess.upsert({
      where: { id },
      create: { id, name, queues: [...queues], ...now },
      update: now,
      select: { draining: true },
    });
    return draining;
  };
  await sign();
  return {
    begin: (job, payload) => {
      const key = Symbol(job);
      const submissionId = ofSubmission.safeParse(payload).data?.submissionId ?? null;
      jobs.set(key, { job, submissionId, since: new Date().toISOString() });
      return () => void jobs.delete(key);
    },
    sign,
    leave: async () => {
      await db().workerProcess.deleteMany({ where: { id } });
    },
  };
}
