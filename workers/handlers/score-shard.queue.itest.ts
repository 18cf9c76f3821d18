import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { leaderboardQuerySchema } from '#lib/challenges/leaderboard';
import { getLeaderboard } from '#lib/challenges/server/get-leaderboard';
import { getSubmission } from '#lib/challenges/server/get-submission';
import { watchSubmission } from '#lib/challenges/server/watch-submission';
import { db } from '#lib/infra/db/client';
import { storage } from '#lib/infra/storage';
import { enter, openChallenge, submit } from '#lib/testing/challenge';
import {
  fashionClasses,
  makeHeldOutVersion,
  readFashionImages,
  sharedData,
} from '#lib/testing/frozen-version';
import { makePerson } from '#lib/testing/people';

const models = path.join(sharedData, 'models');
const names = ['perceptron', 'mlp', 'cnn'] as const;
/** What the models were trained with; see the shared data's README. */
const preprocess = JSON.stringify({
  do_rescale: true,
  rescale_factor: 1 / 255,
  do_normalize: true,
  image_mean: [0.286],
  image_std: [0.353],
  channels: 'L',
});

const SHARD_IMAGES = 10;
const workers: ChildProcess[] = [];

/** The product's own worker process, which shares images out into shards of so many at most. */
function startWorker(shardImages = 2_500): ChildProcess {
  const script = path.resolve(import.meta.dirname, '../main.ts');
  const env = { ...process.env, SCORER_SHARD_IMAGES: String(shardImages) };
  const worker = spawn(process.execPath, ['--import', 'tsx', script], { stdio: 'inherit', env });
  workers.push(worker);
  return worker;
}

/** Submits a model as somebody new and gives its id. */
async function send(name: (typeof names)[number], entry: string): Promise<string> {
  const person = await makePerson('researcher');
  await enter(person, 'fashion', entry);
  const model = await readFile(path.join(models, `fashion-${name}.onnx`));
  return (await submit(person, 'fashion', model, { name, preprocess })).id;
}

/** Waits until a submission is final and gives the states that were seen on the way. */
async function follow(id: string): Promise<string[]> {
  const organiser = await makePerson('organiser');
  const states: string[] = [];
  const changes = await watchSubmission(organiser, id, AbortSignal.timeout(120_000));
  for await (const { state } of changes) states.push(state);
  return states;
}

/** Stops a worker and gives whether it then holds a shard. */
async function stopped(worker: ChildProcess, shards: (where: object) => Promise<number>): Promise<boolean> {
  worker.kill('SIGSTOP');
  await sleep(50);
  return (await shards({ aliveAt: { not: null } })) > 0;
}

const rowOf = (id: string) =>
  db().submission.findUniqueOrThrow({
    where: { id },
    include: { events: { orderBy: { id: 'asc' } }, scores: true },
  });

describe.skipIf(!existsSync(models))('submissions on the workers', () => {
  const scored = new Map<string, string>();

  beforeAll(async () => {
    const organiser = await makePerson('organiser', 'researcher');
    const version = await makeHeldOutVersion(organiser, 'fashion', await readFashionImages());
    await openChallenge(organiser, 'fashion', { ...version, classes: fashionClasses.map(([, id]) => id) });
    startWorker();
  });

  afterAll(() => {
    for (const worker of workers.splice(0)) worker.kill('SIGKILL');
  });

  it('have the accuracy that PyTorch found, to 4 decimals, for three models', async () => {
    const reference = JSON.parse(await readFile(path.join(models, 'reference.json'), 'utf8'));
    for (const name of names) {
      const id = await send(name, name);
      scored.set(name, id);
      expect((await follow(id)).at(-1)).toBe('scored');
      const { score, isolation, network, events } = await getSubmission(null, id);
      expect(score?.images).toBe(2000);
      expect(1 - (score?.top1?.error ?? 1)).toBeCloseTo(reference[name].top1_first_2000, 4);
      expect(1 - (score?.top5?.error ?? 1)).toBeCloseTo(reference[name].top5_first_2000, 4);
      expect(network?.parameters).toBe(reference[name].parameters);
      expect(isolation.length).toBeGreaterThan(0);
      expect(events.map(({ state }) => state)).toEqual([
        'uploaded',
        'checking',
        'queued',
        'scoring',
        'scored',
      ]);
    }
    const board = await getLeaderboard(null, 'fashion', leaderboardQuerySchema.parse({}));
    expect(board.rows.map(({ rank, entry }) => [rank, entry])).toEqual([
      [1, 'cnn'],
      [2, 'mlp'],
      [3, 'perceptron'],
    ]);
  }, 180_000);

  it('in many shards on two workers, one of them killed by kill -9, have the digits of one shard on one', async () => {
    for (const worker of workers.splice(0)) worker.kill('SIGKILL');
    const doomed = startWorker(SHARD_IMAGES);
    const id = await send('cnn', 'the disturbed');
    const shards = (where: object) => db().submissionShard.count({ where: { submissionId: id, ...where } });
    await expect
      .poll(() => shards({ doneAt: { not: null } }), { timeout: 60_000, interval: 20 })
      .toBeGreaterThan(1);
    expect(await shards({})).toBeGreaterThan(10);
    startWorker(SHARD_IMAGES);
    // Held still in the middle of a shard, so that there is one to be taken up.
    while ((await shards({ aliveAt: { not: null } })) === 0 || !(await stopped(doomed, shards))) {
      doomed.kill('SIGCONT');
      await sleep(10);
    }
    doomed.kill('SIGKILL');
    expect((await rowOf(id)).state).toBe('scoring');

    expect((await follow(id)).at(-1)).toBe('scored');
    const [disturbed, undisturbed] = [await rowOf(id), await rowOf(scored.get('cnn') ?? '')];
    expect(disturbed.events.some(({ detail }) => detail?.includes('was gone'))).toBe(true);
    expect(disturbed.batch).toBe(undisturbed.batch);
    expect(disturbed.scores[0]?.metrics).toEqual(undisturbed.scores[0]?.metrics);
    const predictions = (of: string) => storage().get(`predictions/${of}.bin`);
    expect(await predictions(disturbed.id)).toEqual(await predictions(undisturbed.id));
  }, 180_000);
});
