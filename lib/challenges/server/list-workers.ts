import { AppError } from '#lib/core/errors';
import { assertRole, type Person } from '#lib/identity/person';
import { db } from '#lib/infra/db/client';
import { runningJobsSchema, WORKER_SILENCE_MS } from '#lib/infra/db/worker-register';

/** A worker process as organisers see it. */
export interface WorkerView {
  id: string;
  /** Its machine and process. */
  name: string;
  queues: string[];
  /** working: takes jobs; draining: takes no more, and is at its last ones; drained: is at none; silent: gave no sign of life of late. */
  state: 'working' | 'draining' | 'drained' | 'silent';
  startedAt: Date;
  aliveAt: Date;
  jobs: { job: string; submission: { id: string; name: string } | null; since: Date }[];
}

/** All workers that are there, and those that fell silent within a day; the oldest first. Organisers only. */
export async function listWorkers(person: Person | null): Promise<WorkerView[]> {
  assertRole(person, 'organiser');
  const rows = await db().workerProcess.findMany({ orderBy: { startedAt: 'asc' }, take: 200 });
  const read = rows.map((row) => ({ ...row, jobs: runningJobsSchema.parse(row.jobs) }));
  const submissions = await db().submission.findMany({
    where: { id: { in: read.flatMap(({ jobs }) => jobs.flatMap(({ submissionId }) => submissionId ?? [])) } },
    select: { id: true, name: true },
  });
  const byId = new Map(submissions.map((submission) => [submission.id, submission]));
  return read.map(({ id, name, queues, draining, startedAt, aliveAt, jobs }) => ({
    id,
    name,
    queues,
    state: stateOf(draining, jobs.length, aliveAt),
    startedAt,
    aliveAt,
    jobs: jobs.map(({ job, submissionId, since }) => ({
      job,
      submission: (submissionId !== null && byId.get(submissionId)) || null,
      since: new Date(since),
    })),
  }));
}

function stateOf(draining: boolean, jobs: number, aliveAt: Date): WorkerView['state'] {
  if (Date.now() - aliveAt.getTime() > WORKER_SILENCE_MS) return 'silent';
  if (!draining) return 'working';
  return jobs > 0 ? 'draining' : 'drained';
}

/**
 * Tells a worker to take no further job, or to take jobs again; it hears of it within seconds, and ends what it is at. Other workers do what
 * waits. Told twice it is as told once. Organisers only. Throws AppError `no-such-worker`.
 */
export async function drainWorker(person: Person | null, id: string, draining: boolean): Promise<void> {
  assertRole(person, 'organiser');
  const { count } = await db().workerProcess.updateMany({ where: { id }, data: { draining } });
  if (count > 0) return;
  throw new AppError(
    'not-found',
    'no-such-worker',
    `There is no worker ${id}: it is gone. See who is there.`,
  );
}
