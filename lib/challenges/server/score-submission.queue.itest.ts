import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '#lib/identity/person';
import { db } from '#lib/infra/db/client';
import { type JobWorker, openWorker } from '#lib/infra/queue';
import { enter, openChallenge, submit } from '#lib/testing/challenge';
import {
  fashionClasses,
  makeHeldOutVersion,
  readFashionImages,
  sharedData,
} from '#lib/testing/frozen-version';
import { makePerson } from '#lib/testing/people';
import { checkSubmissionJob, scoreSubmissionJob } from '../jobs.ts';
import { leaderboardQuerySchema } from '../leaderboard.ts';
import { checkSubmission } from './check-submission.ts';
import { getLeaderboard } from './get-leaderboard.ts';
import { getSubmission } from './get-submission.ts';
import { scoreSubmission } from './score-submission.ts';
import { watchSubmission } from './watch-submission.ts';

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

/** A worker of the two stages in this process. */
function work(): JobWorker[] {
  const stop = new AbortController();
  const idOf = (payload: unknown) => checkSubmissionJob.payload.parse(payload).submissionId;
  const workers = [
    openWorker(checkSubmissionJob.queue, 1, (job) => checkSubmission(idOf(job.payload), stop.signal)),
    openWorker(scoreSubmissionJob.queue, 1, (job) => scoreSubmission(idOf(job.payload), stop.signal)),
  ];
  return [...workers, { close: async () => stop.abort() }];
}

describe.skipIf(!existsSync(models))('a submission from upload to leaderboard', () => {
  let organiser: Person;
  let workers: JobWorker[] = [];

  beforeAll(async () => {
    organiser = await makePerson('organiser', 'researcher');
    const version = await makeHeldOutVersion(organiser, 'fashion', await readFashionImages());
    const classes = fashionClasses.map(([, synsetId]) => synsetId);
    await openChallenge(organiser, 'fashion', { ...version, classes });
    workers = work();
  });

  afterAll(async () => {
    await Promise.all(workers.map((worker) => worker.close()));
  });

  it('gives the accuracy that PyTorch found, to 4 decimals, for three models', async () => {
    const reference = JSON.parse(await readFile(path.join(models, 'reference.json'), 'utf8'));
    for (const name of names) {
      const person = await makePerson('researcher');
      await enter(person, 'fashion', name);
      const model = await readFile(path.join(models, `fashion-${name}.onnx`));
      const { id } = await submit(person, 'fashion', model, { name, preprocess });
      const states: string[] = [];
      for await (const status of await watchSubmission(person, id, AbortSignal.timeout(60_000))) {
        states.push(status.state);
      }
      expect(states.at(-1)).toBe('scored');
      const { score, cost, isolation, network } = await getSubmission(null, id);
      expect(score?.images).toBe(2000);
      expect(1 - (score?.top1.error ?? 1)).toBeCloseTo(reference[name].top1_first_2000, 4);
      expect(1 - (score?.top5?.error ?? 1)).toBeCloseTo(reference[name].top5_first_2000, 4);
      expect(network?.parameters).toBe(reference[name].parameters);
      expect(cost.seconds).toBeGreaterThan(0);
      expect(isolation.length).toBeGreaterThan(0);
    }
    const board = await getLeaderboard(null, 'fashion', leaderboardQuerySchema.parse({}));
    expect(board.rows.map(({ rank, entry }) => [rank, entry])).toEqual([
      [1, 'cnn'],
      [2, 'mlp'],
      [3, 'perceptron'],
    ]);
    const events = await db().submissionEvent.findMany({
      where: { submissionId: board.rows[0]?.submissionId },
      orderBy: { id: 'asc' },
    });
    expect(events.map(({ state }) => state)).toEqual(['uploaded', 'checking', 'queued', 'scoring', 'scored']);
  });
});
