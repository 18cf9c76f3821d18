import { type ChildProcess, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { z } from 'zod';
import { dataPath } from '#lib/infra/config';
import { type JobWorker, openQueue, openWorker, type RunningJob } from '#lib/infra/queue';
import { enqueue } from '#lib/jobs/enqueue';
import { defineJob } from '#lib/jobs/job';

const workers: JobWorker[] = [];
const children: ChildProcess[] = [];

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await Promise.all(workers.splice(0).map((worker) => worker.close()));
});

/** Works a queue in this process and keeps what it was given. */
function work(queue: string, handle: (job: RunningJob) => Promise<void> = async () => {}): RunningJob[] {
  const seen: RunningJob[] = [];
  workers.push(
    openWorker(queue, 2, async (job) => {
      seen.push(job);
      await handle(job);
    }),
  );
  return seen;
}

const greeting = defineJob({
  name: 'greet',
  queue: 'upkeep',
  payload: z.object({ to: z.string() }),
  attempts: 3,
  backoffMs: 50,
});

test('a job that was enqueued is run once, with its payload', async () => {
  await enqueue(greeting, { to: 'dog' });
  const seen = work('upkeep');
  await expect.poll(() => seen, { timeout: 20_000 }).toHaveLength(1);
  await sleep(500);
  expect(seen).toMatchObject([{ name: 'greet', payload: { to: 'dog' }, attempt: 0 }]);
});

test('a job that throws is tried again as often as its contract says, and no more', async () => {
  const failing = { ...greeting, queue: 'datasets' as const };
  await enqueue(failing, { to: 'cat' });
  const seen = work('datasets', async () => {
    throw new Error('not today');
  });
  await expect.poll(() => seen.map((job) => job.attempt), { timeout: 20_000 }).toEqual([0, 1, 2]);
  await sleep(1000);
  expect(seen).toHaveLength(3);
});

test('an id keeps a job that waits from being added twice, and can be used again once it is done', async () => {
  const job = { ...greeting, queue: 'scoring' as const };
  await enqueue(job, { to: 'owl' }, 'owl-1');
  await enqueue(job, { to: 'owl' }, 'owl-1');
  const seen = work('scoring');
  await expect.poll(() => seen, { timeout: 20_000 }).toHaveLength(1);
  await sleep(500);
  expect(seen).toHaveLength(1);
  await enqueue(job, { to: 'owl' }, 'owl-1');
  await expect.poll(() => seen, { timeout: 20_000 }).toHaveLength(2);
});

test('a payload that is not what the contract says is refused before it is enqueued', async () => {
  await expect(enqueue(greeting, { to: 7 } as unknown as { to: string })).rejects.toThrow(z.ZodError);
});

test('a job that is to run every so often does', async () => {
  const queue = openQueue('clock');
  await queue.every('tick', 200);
  await queue.every('tick', 200);
  const seen = work('clock');
  await expect.poll(() => seen.length, { timeout: 20_000 }).toBeGreaterThanOrEqual(3);
  await queue.close();
});

test('the job of a worker killed by kill -9 is taken up by another process', async () => {
  const file = dataPath('workers.txt');
  const lines = async () => (await readFile(file, 'utf8').catch(() => '')).trim().split('\n');
  const start = (manner: string) => {
    const script = path.resolve(import.meta.dirname, '../testing/hanging-worker.ts');
    const child = spawn(process.execPath, ['--import', 'tsx', script, 'takeover', file, manner], {
      stdio: 'inherit',
    });
    children.push(child);
    return child;
  };

  const first = start('hang');
  const queue = openQueue('takeover');
  await queue.add('count', {}, {});
  await expect.poll(lines, { timeout: 30_000 }).toEqual([`${first.pid} count`]);
  first.kill('SIGKILL');
  const second = start('finish');
  await expect
    .poll(lines, { timeout: 50_000 })
    .toEqual([`${first.pid} count`, `${second.pid} count`, `${second.pid} count done`]);
  await queue.close();
}, 90_000);
