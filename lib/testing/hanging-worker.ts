import { appendFileSync } from 'node:fs';
import { openWorker } from '#lib/infra/queue';

// A worker process for tests that kill it: writes `PID JOB` to a file when it takes a job up, and `PID JOB done` when
// it is through. Told to hang, it never is.

const [queue, file, manner] = process.argv.slice(2);
if (!queue || !file) throw new Error('usage: hanging-worker.ts QUEUE FILE [hang]');

const say = (line: string) => appendFileSync(file, `${process.pid} ${line}\n`);

openWorker(queue, 1, async (job) => {
  say(job.name);
  if (manner === 'hang') await new Promise(() => {});
  say(`${job.name} done`);
});
