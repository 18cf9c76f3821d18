import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { Person } from '#lib/identity/person';
import { db } from '#lib/infra/db/client';
import { storage } from '#lib/infra/storage';
import { echoNetwork, linearNetwork } from '#lib/scoring/testing/image-networks';
import { buildOnnx } from '#lib/scoring/testing/onnx-builder';
import { enter, openChallenge, submit } from '#lib/testing/challenge';
import { colourClasses, colourImages } from '#lib/testing/colour-images';
import { makeHeldOutVersion } from '#lib/testing/frozen-version';
import { makePerson } from '#lib/testing/people';
import { beginScoring } from './begin-scoring.ts';
import { cancelSubmission } from './cancel-submission.ts';
import { checkSubmission } from './check-submission.ts';
import { recomputeScores } from './recompute-scores.ts';
import { recoverSubmissions } from './recover-submissions.ts';
import { reduceSubmission } from './reduce-submission.ts';
import { scoreShard } from './score-shard.ts';
import { takeShard } from './take-shard.ts';
import { closeWarmModels } from './warm-models.ts';

const settings = vi.hoisted(() => {
  process.env.SCORER_SHARD_IMAGES = '2';
  return { images: 100 };
});
const SECONDS = 60;
const never = new AbortController().signal;

let person: Person;

beforeAll(async () => {
  const organiser = await makePerson('organiser', 'researcher');
  person = await makePerson('researcher');
  const version = await makeHeldOutVersion(organiser, 'shards', await colourImages(settings.images, 7));
  const limits = { dailyQuota: 100, timeLimitSeconds: SECONDS };
  await openChallenge(organiser, 'shards', { ...version, classes: colourClasses, ...limits });
  await enter(person, 'shards', 'the sharers');
});

/** A model of these three classes that takes `batch` images at once; its answers are probabilities. */
const model = (batch: number | string) =>
  buildOnnx(linearNetwork({ height: 4, width: 4, classes: colourClasses.length, batch }, 'Softmax'));
const preprocess = JSON.stringify({ do_resize: true, size: { height: 4, width: 4 }, do_rescale: true });

async function begin(bytes = model(2)): Promise<string> {
  const { id } = await submit(person, 'shards', bytes, { preprocess });
  await checkSubmission(id, never);
  await beginScoring(id, never);
  return id;
}

const rowOf = (id: string) =>
  db().submission.findUniqueOrThrow({
    where: { id },
    include: { events: { orderBy: { id: 'asc' } }, scores: true },
  });
const shardsOf = (id: string) =>
  db().submissionShard.findMany({ where: { submissionId: id }, orderBy: { number: 'asc' } });
const predictionsOf = (id: string) => storage().get(`predictions/${id}.bin`);
/** As if the worker at a shard had died a while ago. */
const fallSilent = (id: string) =>
  db().$executeRaw`UPDATE submission_shards SET alive_at = now() - interval '1 hour'
    WHERE submission_id = ${id}::uuid AND alive_at IS NOT NULL`;

async function scoreAll(id: string, numbers: number[]): Promise<void> {
  for (const number of numbers) await scoreShard(id, number, never);
  await reduceSubmission(id);
}

const upTo = (count: number) => Array.from({ length: count }, (_, i) => i);

describe('the same submission', () => {
  it('has the same digits in fifty shards, in any order, from several processes of the model, and in one', async () => {
    const many = await begin();
    expect(await shardsOf(many)).toHaveLength(50);
    const [front, back] = [upTo(25), upTo(50).slice(25).reverse()];
    await Promise.all([
      ...[front, back].map(async (numbers) => {
        for (const number of numbers) await scoreShard(many, number, never);
      }),
    ]);
    await closeWarmModels();
    await reduceSubmission(many);
    const shared = await rowOf(many);
    expect(shared).toMatchObject({ state: 'scored', batch: 2, progressDone: settings.images });
    expect(await shardsOf(many)).toEqual([]);

    const one = await begin();
    await db().submissionShard.deleteMany({ where: { submissionId: one, number: { gt: 0 } } });
    await db().submissionShard.updateMany({ where: { submissionId: one }, data: { to: settings.images } });
    await scoreAll(one, [0]);
    const whole = await rowOf(one);
    expect(whole.state).toBe('scored');
    expect(whole.scores[0]?.metrics).toEqual(shared.scores[0]?.metrics);
    expect(await predictionsOf(one)).toEqual(await predictionsOf(many));
  });

  it('has every metric, those too that need all probabilities and the hierarchy', async () => {
    const id = await begin();
    await scoreAll(id, upTo(50));
    const metrics = (await rowOf(id)).scores[0]?.metrics as Record<string, number>;
    expect(metrics.logLoss).toBeGreaterThan(0);
    expect(metrics.calibrationError).toBeGreaterThanOrEqual(0);
    // A wrong guess costs at least a step up, and these three meet no higher than 13 steps from the leaves.
    expect(metrics.hierarchicalError).toBeGreaterThanOrEqual(metrics.top5Error ?? 0);
    expect(metrics.hierarchicalError).toBeLessThan(14);
  });

  it('is given as many images at once as the first time', async () => {
    const open = model('N');
    const first = await begin(open);
    const { batch } = await rowOf(first);
    await db().submission.update({ where: { id: first }, data: { batch: 3 } });
    const second = await begin(open);
    expect(batch).toBeGreaterThan(0);
    expect((await rowOf(second)).batch).toBe(3);
    for (const { from, to } of (await shardsOf(second)).slice(0, -1))
      expect([from % 3, to % 3]).toEqual([0, 0]);
  });
});

describe('a shard', () => {
  it('whose worker is gone is taken up by another, and the sum is that of an undisturbed run', async () => {
    const undisturbed = await begin();
    await scoreAll(undisturbed, upTo(50));
    const id = await begin();
    expect(await takeShard(id, 3)).toMatchObject({ from: 6, to: 8, attempt: 1 });
    await scoreShard(id, 3, never);
    expect((await shardsOf(id))[3]).toMatchObject({ attempt: 1, doneAt: null });
    await fallSilent(id);
    await scoreAll(id, upTo(50));
    const { state, events, scores } = await rowOf(id);
    expect(state).toBe('scored');
    expect(events.find(({ detail }) => detail)?.detail).toBe(
      'The worker at images 7 to 8 was gone. Another took them up.',
    );
    expect(scores[0]?.metrics).toEqual((await rowOf(undisturbed)).scores[0]?.metrics);
  });

  it('that is done is not scored again, and the score is not summed before all are', async () => {
    const id = await begin();
    await scoreShard(id, 0, never);
    const [done] = await shardsOf(id);
    await scoreShard(id, 0, never);
    expect((await shardsOf(id))[0]).toEqual(done);
    await reduceSubmission(id);
    expect(await rowOf(id)).toMatchObject({ state: 'scoring', progressTotal: settings.images });
    await cancelSubmission(person, id);
    expect(await shardsOf(id)).toEqual([]);
    await scoreAll(id, upTo(50));
    expect((await rowOf(id)).state).toBe('cancelled');
  });

  it('of a worker that is stopped is given back and the try does not count', async () => {
    const id = await begin();
    await expect(scoreShard(id, 0, AbortSignal.abort(new Error('going')))).rejects.toThrow('going');
    expect((await shardsOf(id))[0]).toMatchObject({ attempt: 0, aliveAt: null, doneAt: null });
    await cancelSubmission(person, id);
  });

  it('that every worker dies at fails the submission, as a fault of ours', async () => {
    const id = await begin();
    for (let tries = 1; tries <= 5; tries++) {
      expect(await takeShard(id, 0)).toMatchObject({ attempt: tries });
      await fallSilent(id);
    }
    expect(await takeShard(id, 0)).toBeUndefined();
    expect(await rowOf(id)).toMatchObject({ state: 'failed', problemCode: 'our-fault' });
  });
});

describe.skipIf(!existsSync('/proc/self/task'))('a model whose process the system ended', () => {
  /** The sealed processes of this test's process. */
  const sealed = async () => {
    const children = await readFile(`/proc/self/task/${process.pid}/children`, 'utf8');
    const pids = children.split(' ').filter(Boolean).map(Number);
    const running = pids.map(async (pid) => {
      const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
      return /child\/main/.test(command) ? [pid] : [];
    });
    return (await Promise.all(running)).flat();
  };

  it('while it waited is opened anew, and its submission scored', async () => {
    await closeWarmModels();
    const id = await begin();
    await scoreShard(id, 0, never);
    const own = await sealed();
    expect(own).toHaveLength(1);
    for (const pid of own) process.kill(pid, 'SIGKILL');
    await expect.poll(sealed).toEqual([]);
    // Until this process has heard of it, too.
    await sleep(500);
    await scoreAll(id, upTo(50));
    expect(await rowOf(id)).toMatchObject({ state: 'scored', problemCode: null });
  });
});

describe('scores', () => {
  it('are computed again from the kept predictions, to the last digit, and changed where a label was', async () => {
    const id = await begin();
    await scoreAll(id, upTo(50));
    const before = (await rowOf(id)).scores;
    const again = await recomputeScores('shards');
    expect(again).toMatchObject({ changed: 0, missing: 0 });
    expect((await rowOf(id)).scores).toEqual(before);

    const [label] = await db().heldOutLabel.findMany({ take: 1 });
    const other = colourClasses.find((synsetId) => synsetId !== label?.synsetId) as string;
    const where = { versionId: label?.versionId, imageId: label?.imageId };
    await db().heldOutLabel.updateMany({ where, data: { synsetId: other } });
    expect((await recomputeScores('shards')).changed).toBe(again.submissions);
    await db().heldOutLabel.updateMany({ where, data: { synsetId: label?.synsetId } });
    await recomputeScores('shards');
    expect((await rowOf(id)).scores[0]?.metrics).toEqual(before[0]?.metrics);
  });
});

describe('the reduce', () => {
  it('has tries of its own, however often the scoring was begun', async () => {
    const { id } = await submit(person, 'shards', model(2), { preprocess });
    await checkSubmission(id, never);
    await db().submission.update({ where: { id }, data: { attempt: 4 } });
    await beginScoring(id, never);
    expect((await rowOf(id)).attempt).toBe(0);
    for (const number of upTo(50)) await scoreShard(id, number, never);
    await db().submissionShard.updateMany({
      where: { submissionId: id, number: 7 },
      data: { predictions: Uint8Array.of(1) },
    });
    await expect(reduceSubmission(id)).rejects.toThrow(/predictions? file/i);
    expect(await rowOf(id)).toMatchObject({ state: 'scoring', attempt: 1 });
    await db().submission.update({ where: { id }, data: { attempt: 5 } });
    await reduceSubmission(id);
    expect(await rowOf(id)).toMatchObject({ state: 'failed', problemCode: 'our-fault' });
  });
});

describe('the budget of time', () => {
  it('is of all shards together: what others used counts', async () => {
    const id = await begin();
    await scoreShard(id, 0, never);
    await db().submissionShard.updateMany({
      where: { submissionId: id, number: 0 },
      data: { modelSeconds: SECONDS },
    });
    await scoreShard(id, 1, never);
    const { state, problemCode, problemMessage } = await rowOf(id);
    expect([state, problemCode]).toEqual(['refused', 'model-out-of-time']);
    expect(problemMessage).toMatch(/60 s/);
    expect(await shardsOf(id)).toEqual([]);
  });
});

describe('shards that the queue lost', () => {
  it('are put into it again, and so is the sum', async () => {
    const id = await begin();
    const jobs = () => db().$queryRaw<{ data: { submissionId: string; shard?: number } }[]>`
      SELECT data FROM bullmq.job WHERE data->>'submissionId' = ${id} AND state <> 'completed'`;
    await db().$executeRaw`DELETE FROM bullmq.job WHERE data->>'submissionId' = ${id}`;
    await db()
      .$executeRaw`UPDATE submissions SET updated_at = now() - interval '1 hour' WHERE id = ${id}::uuid`;
    await recoverSubmissions();
    expect((await jobs()).map(({ data }) => data.shard).sort()).toEqual(upTo(50).sort());
    for (const number of upTo(50)) await scoreShard(id, number, never);
    await db()
      .$executeRaw`UPDATE submissions SET updated_at = now() - interval '1 hour' WHERE id = ${id}::uuid`;
    await recoverSubmissions();
    expect((await jobs()).filter(({ data }) => data.shard === undefined)).toHaveLength(1);
    await reduceSubmission(id);
    expect((await rowOf(id)).state).toBe('scored');
  });
});

describe('a model at fault', () => {
  it('is refused before it is shared out, with the code of what it did', async () => {
    const nan = buildOnnx({
      ...echoNetwork({ height: 1, width: 1, batch: 2 }),
      nodes: [
        { op: 'Flatten', inputs: ['image'], outputs: ['flat'], attributes: { axis: 1 } },
        { op: 'Log', inputs: ['minus'], outputs: ['nan'] },
        { op: 'Add', inputs: ['flat', 'nan'], outputs: ['scores'] },
      ],
      initializers: [{ name: 'minus', dims: [1], data: Float32Array.of(-1) }],
    });
    const { id } = await submit(person, 'shards', nan);
    await checkSubmission(id, never);
    await beginScoring(id, never);
    expect(await rowOf(id)).toMatchObject({ state: 'refused', problemCode: 'model-not-finite' });
    expect(await shardsOf(id)).toEqual([]);
  });
});
