import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { drainWorker, listWorkers } from '#lib/challenges/server/list-workers';
import { db } from '#lib/infra/db/client';
import { WORKER_SIGN_MS, WORKER_SILENCE_MS } from '#lib/infra/db/worker-register';
import { makePerson } from '#lib/testing/people';

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

/** Starts the worker as it is started outside of tests; `done` counts the jobs that it says it did. */
function startWorker() {
  const child = spawn(process.execPath, ['--import', 'tsx', path.resolve(import.meta.dirname, 'main.ts')], {
    env: { ...process.env, WORKER_QUEUES: 'upkeep', LOG_LEVEL: 'info' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const seen = { child, done: 0 };
  child.stdout?.on('data', (text: Buffer) => {
    seen.done += text.toString().split('"job done"').length - 1;
  });
  return seen;
}

test('a worker that is drained takes no further job until it is told to take jobs again', async () => {
  const organiser = await makePerson('organiser');
  const worker = startWorker();
  const own = async () => (await listWorkers(organiser))[0];
  await expect.poll(own, { timeout: 60_000 }).toMatchObject({ state: 'working', queues: ['upkeep'] });
  await expect.poll(() => worker.done, { timeout: 60_000 }).toBeGreaterThan(0);

  const id = (await own())?.id ?? '';
  await drainWorker(organiser, id, true);
  await drainWorker(organiser, id, true);
  await expect.poll(async () => (await own())?.state, { timeout: 30_000 }).toBe('drained');
  await sleep(3 * WORKER_SIGN_MS);
  const before = worker.done;
  // Jobs by the clock come every few seconds.
  await sleep(20_000);
  expect(worker.done).toBe(before);

  await drainWorker(organiser, id, false);
  await expect.poll(() => worker.done, { timeout: 60_000 }).toBeGreaterThan(before);
  expect(await own()).toMatchObject({ state: 'working' });

  worker.child.kill('SIGTERM');
  await expect.poll(() => listWorkers(organiser), { timeout: 30_000 }).toEqual([]);
}, 180_000);

test('what a worker is at is told with its submission; one that fell silent is told so', async () => {
  const organiser = await makePerson('organiser');
  const since = new Date().toISOString();
  const id = '01900000-0000-7000-8000-000000000001';
  const gone = '01900000-0000-7000-8000-000000000002';
  await db().workerProcess.createMany({
    data: [
      {
        id,
        name: 'one',
        queues: ['scoring'],
        draining: true,
        jobs: [{ job: 'score-shard', submissionId: gone, since }],
      },
      {
        id: gone,
        name: 'two',
        queues: ['scoring'],
        aliveAt: new Date(Date.now() - WORKER_SILENCE_MS - 1000),
      },
    ],
  });
  const workers = await listWorkers(organiser);
  expect(workers.find((each) => each.id === id)).toMatchObject({
    state: 'draining',
    jobs: [{ job: 'score-shard', submission: null, since: new Date(since) }],
  });
  expect(workers.find((each) => each.id === gone)?.state).toBe('silent');
});

test('workers are for organisers, and one that is gone is said to be', async () => {
  const researcher = await makePerson('researcher');
  const organiser = await makePerson('organiser');
  const id = '01900000-0000-7000-8000-000000000003';
  await expect(listWorkers(researcher)).rejects.toMatchObject({ code: 'role-needed' });
  await expect(drainWorker(researcher, id, true)).rejects.toMatchObject({ code: 'role-needed' });
  await expect(drainWorker(organiser, id, true)).rejects.toMatchObject({ code: 'no-such-worker' });
});
