import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { forgetPixels } from '#lib/challenges/server/forget-pixels';
import { scoringCapacity } from '#lib/challenges/server/scoring-capacity';
import { closeWarmModels } from '#lib/challenges/server/warm-models';
import { config, dataPath } from '#lib/infra/config';
import { closeDb } from '#lib/infra/db/client';
import { enterWorker, WORKER_SIGN_MS } from '#lib/infra/db/worker-register';
import { log } from '#lib/infra/log';
import { openWorker } from '#lib/infra/queue';
import { closeQueues, schedule } from '#lib/jobs/enqueue';
import { chooseQueues, type QueueName } from '#lib/jobs/job';
import { handlers, schedules } from './registry.ts';

// The process that takes jobs. Any number of these may run; each job is worked by one, and taken up by another where
// one dies.

const cores = config().WORKER_CONCURRENCY ?? availableParallelism();
const concurrency: Record<QueueName, number> = {
  // Files that strangers sent: one that is slow to read holds up others like it, never the upkeep.
  checking: 1,
  scoring: scoringCapacity().slots,
  datasets: Math.max(1, Math.floor(cores / 2)),
  // One keeps the decoder's threads busy by itself; more only share them out.
  imports: Math.max(1, Math.floor(cores / 2)),
  // It waits for storage most of the time.
  exports: 1,
  upkeep: 1,
};

const stopping = new AbortController();

const queues = chooseQueues(config().WORKER_QUEUES);
const entry = await enterWorker(queues);
const workers = queues.map((queue) =>
  openWorker(queue, concurrency[queue], async (job) => {
    const known = handlers.get(job.name);
    if (!known) throw new Error(`no handler for the job ${job.name}`);
    const started = performance.now();
    const end = entry.begin(job.name, job.payload);
    try {
      await known(job.payload, { attempt: job.attempt, signal: stopping.signal });
    } finally {
      end();
    }
    log.info(
      { queue, job: job.name, jobId: job.id, ms: Math.round(performance.now() - started) },
      'job done',
    );
  }),
);
for (const { job, everyMs } of schedules) await schedule(job, everyMs);
log.info({ queues, concurrency }, 'worker ready');

// How long ago this was says from outside (docker-compose.yml) whether the process is stuck.
const touch = () => writeFile(dataPath('worker-alive'), '').catch(() => {});
await mkdir(dataPath(), { recursive: true });
await touch();
setInterval(touch, 20_000).unref();
// Asked again in a moment where the database does not answer.
setInterval(() => void forgetPixels().catch(() => {}), 20_000).unref();

let drained = false;
setInterval(async () => {
  // Asked again in a moment where the database does not answer.
  const draining = await entry.sign().catch(() => drained);
  if (draining === drained || stopping.signal.aborted) return;
  drained = draining;
  log.info({ draining }, 'worker told');
  await Promise.all(workers.map((worker) => worker.drain(draining)));
}, WORKER_SIGN_MS).unref();

async function stop(signal: string): Promise<void> {
  if (stopping.signal.aborted) return;
  log.info({ signal }, 'worker stops');
  stopping.abort();
  await Promise.all(workers.map((worker) => worker.close()));
  await closeWarmModels();
  await entry.leave().catch(() => {});
  await closeQueues();
  await closeDb();
  process.exit(0);
}
process.on('SIGTERM', stop);
process.on('SIGINT', stop);
