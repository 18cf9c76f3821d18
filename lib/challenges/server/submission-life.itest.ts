import { beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '#lib/identity/person';
import { db } from '#lib/infra/db/client';
import { storage } from '#lib/infra/storage';
import { decodePredictions } from '#lib/scoring/predictions/prediction-file';
import { echoNetwork, linearNetwork } from '#lib/scoring/testing/image-networks';
import { buildOnnx } from '#lib/scoring/testing/onnx-builder';
import { enter, openChallenge, submit } from '#lib/testing/challenge';
import { colourClasses, colourImages, colourModel } from '#lib/testing/colour-images';
import { makeHeldOutVersion } from '#lib/testing/frozen-version';
import { makePerson } from '#lib/testing/people';
import { scoreSubmission } from '#lib/testing/score-submission';
import { leaderboardQuerySchema } from '../leaderboard.ts';
import { cancelSubmission } from './cancel-submission.ts';
import { checkSubmission } from './check-submission.ts';
import { getLeaderboard } from './get-leaderboard.ts';
import { getMyEntry } from './get-my-entry.ts';
import { getSubmission } from './get-submission.ts';
import { recoverSubmissions, SILENCE_MS } from './recover-submissions.ts';
import { takeSubmission } from './take-submission.ts';
import { watchSubmission } from './watch-submission.ts';

const IMAGES = 60;
const WRONG_EACH = 5;
const never = new AbortController().signal;

let organiser: Person;
let person: Person;
let version: { dataset: string; version: number };

beforeAll(async () => {
  organiser = await makePerson('organiser', 'researcher');
  person = await makePerson('researcher');
  version = await makeHeldOutVersion(organiser, 'colours', await colourImages(IMAGES, WRONG_EACH));
  await openChallenge(organiser, 'colours', { ...version, classes: colourClasses, dailyQuota: 100 });
  await enter(person, 'colours', 'the painters');
});

const rowOf = (id: string) => db().submission.findUniqueOrThrow({ where: { id }, include: { events: true } });
const board = (slug: string, viewer: Person | null = null) =>
  getLeaderboard(viewer, slug, leaderboardQuerySchema.parse({ which: 'all' }));

/** Submits a model and takes it through both stages. */
async function score(model: Uint8Array, slug = 'colours', as = person, labels = ''): Promise<string> {
  const { id } = await submit(as, slug, model, { labels });
  await checkSubmission(id, never);
  await scoreSubmission(id, never);
  return id;
}

describe('a submission that goes well', () => {
  it('has the error that can be counted by hand, its cost and its predictions', async () => {
    const id = await score(colourModel());
    const view = await getSubmission(null, id);
    expect(view.score).toMatchObject({ images: IMAGES, top5: null });
    expect(view.score?.top1?.error).toBeCloseTo(1 / WRONG_EACH, 12);
    const [low, high] = view.score?.top1?.interval ?? [1, 0];
    expect(low).toBeLessThan(1 / WRONG_EACH);
    expect(high).toBeGreaterThan(1 / WRONG_EACH);
    expect(view.cost.seconds).toBeGreaterThan(0);
    expect(view.status).toMatchObject({
      state: 'scored',
      imagesDone: IMAGES,
      imagesTotal: IMAGES,
      place: null,
    });
    const file = await storage().get(`predictions/${id}.bin`);
    expect(decodePredictions(file ?? new Uint8Array()).imageIds).toHaveLength(IMAGES);
    const row = (await board('colours', person)).rows.find((each) => each.submissionId === id);
    expect(row).toMatchObject({ rank: 1, entry: 'the painters', mine: true, baseline: false });
    expect(JSON.stringify(row)).not.toMatch(/perClass|confusions/);
  });

  it('is scored on the classes of its challenge alone, with outputs for others left out by its labels file', async () => {
    const two = [colourClasses[2], colourClasses[0]];
    await openChallenge(organiser, 'two-colours', { ...version, classes: two });
    await enter(person, 'two-colours', 'the painters');
    const id = await score(colourModel(), 'two-colours', person, colourClasses.join('\n'));
    const { score: found } = await getSubmission(null, id);
    const labelled = (await colourImages(IMAGES, WRONG_EACH)).filter(({ synsetId }) =>
      two.includes(synsetId as never),
    );
    expect(found?.images).toBe(labelled.length);
    expect(found?.perClass.map(({ synsetId }) => synsetId)).toEqual(two);
  });

  it('answers a challenge of one class with yes and no', async () => {
    await openChallenge(organiser, 'is-it-red', { ...version, classes: [colourClasses[0]] });
    await enter(person, 'is-it-red', 'the painters');
    const id = await score(buildOnnx(echoNetwork({ channels: 1, height: 1, width: 1 })), 'is-it-red');
    const { score: found, status } = await getSubmission(null, id);
    expect(status.problem).toBeNull();
    expect(found).toMatchObject({ images: IMAGES, perClass: [], top5: null });
  });

  it('shows its entry and organisers all of it, strangers nothing until it is scored', async () => {
    const { id } = await submit(person, 'colours', colourModel());
    const stranger = await makePerson('researcher');
    for (const viewer of [null, stranger]) {
      await expect(getSubmission(viewer, id)).rejects.toMatchObject({ code: 'no-such-submission' });
      await expect(watchSubmission(viewer, id, never)).rejects.toMatchObject({ code: 'no-such-submission' });
    }
    expect(await getSubmission(organiser, id)).toMatchObject({ own: true, cancellable: true });
    expect(await getSubmission(person, id)).toMatchObject({
      own: true,
      status: { state: 'uploaded', place: 1 },
    });
    await checkSubmission(id, never);
    await scoreSubmission(id, never);
    await db().submission.update({
      where: { id },
      data: { preprocess: 'pixels-0-1', warnings: ['look here'] },
    });
    expect(await getSubmission(person, id)).toMatchObject({
      preprocess: 'pixels-0-1',
      warnings: ['look here'],
    });
    expect(await getSubmission(stranger, id)).toMatchObject({
      own: false,
      cancellable: false,
      preprocess: null,
      warnings: [],
    });
    await expect(cancelSubmission(stranger, id)).rejects.toMatchObject({ code: 'not-your-submission' });
    await expect(cancelSubmission(person, id)).rejects.toMatchObject({ code: 'submission-step' });
  });
});

describe('a submission whose model is at fault', () => {
  it('is refused by the check with a code and a sentence, and costs no quota', async () => {
    const before = (await getMyEntry(person, 'colours'))?.quota.left;
    const { id } = await submit(person, 'colours', buildOnnx(linearNetwork({ classes: 7 })));
    await checkSubmission(id, never);
    const { status } = await getSubmission(person, id);
    expect(status).toMatchObject({ state: 'refused', problem: { code: 'output-shape' } });
    expect(status.problem?.message).toMatch(/\[N, 3\].*the challenge has 3 classes/s);
    await scoreSubmission(id, never);
    expect((await rowOf(id)).state).toBe('refused');
    expect((await getMyEntry(person, 'colours'))?.quota.left).toBe(before);
  });

  it('is refused by the run when it is the run that fails', async () => {
    const infinite = buildOnnx({
      ...echoNetwork({ height: 1, width: 1 }),
      nodes: [
        { op: 'Flatten', inputs: ['image'], outputs: ['flat'], attributes: { axis: 1 } },
        { op: 'Sub', inputs: ['flat', 'flat'], outputs: ['zero'] },
        { op: 'Div', inputs: ['flat', 'zero'], outputs: ['scores'] },
      ],
    });
    const { status } = await getSubmission(person, await score(infinite));
    expect(status).toMatchObject({ state: 'refused', problem: { code: 'model-not-finite' } });
  });
});

describe('cancelled', () => {
  it('before its turn it is never scored', async () => {
    const { id } = await submit(person, 'colours', colourModel());
    await checkSubmission(id, never);
    expect(await cancelSubmission(person, id)).toEqual({ id, state: 'cancelled' });
    expect(await cancelSubmission(person, id)).toEqual({ id, state: 'cancelled' });
    await scoreSubmission(id, never);
    const { state, events } = await rowOf(id);
    expect(state).toBe('cancelled');
    expect(events.map((event) => event.state)).toEqual(['uploaded', 'checking', 'queued', 'cancelled']);
  });

  it('in the middle of scoring the worker gives it up and writes no score', async () => {
    const { id } = await submit(person, 'colours', colourModel());
    await checkSubmission(id, never);
    const scoring = scoreSubmission(id, never);
    await expect.poll(async () => (await rowOf(id)).state).toBe('scoring');
    await cancelSubmission(organiser, id);
    await scoring;
    expect((await rowOf(id)).state).toBe('cancelled');
    expect(await db().score.count({ where: { submissionId: id } })).toBe(0);
  });
});

describe('a fault of ours', () => {
  it('is tried again by itself, then failed, which costs no quota and is told without its inside', async () => {
    const { id } = await submit(person, 'colours', colourModel());
    await checkSubmission(id, never);
    const { modelSha256 } = await rowOf(id);
    const key = `models/${modelSha256}.onnx`;
    await storage().remove(key);
    const before = (await getMyEntry(person, 'colours'))?.quota.left ?? 0;
    for (let tries = 1; tries < 5; tries++) {
      await expect(scoreSubmission(id, never)).rejects.toThrow(/The storage has no/);
      expect((await rowOf(id)).state).toBe('queued');
    }
    await scoreSubmission(id, never);
    const { status } = await getSubmission(person, id);
    expect(status).toMatchObject({ state: 'failed', problem: { code: 'our-fault' } });
    expect(status.problem?.message).not.toMatch(/storage|models\//);
    expect((await getMyEntry(person, 'colours'))?.quota.left).toBe(before + 1);
    await storage().put(key, colourModel());
  });

  it('a worker that is stopped puts it back and the try does not count', async () => {
    const { id } = await submit(person, 'colours', colourModel());
    await checkSubmission(id, never);
    const going = AbortSignal.abort(new Error('the worker is going'));
    await expect(scoreSubmission(id, going)).rejects.toThrow('the worker is going');
    expect(await rowOf(id)).toMatchObject({ state: 'queued', attempt: 0 });
    await scoreSubmission(id, never);
    expect((await rowOf(id)).state).toBe('scored');
  });
});

describe('submissions stuck in running for ever', () => {
  const silent = (id: string) =>
    db()
      .$executeRaw`UPDATE submissions SET updated_at = now() - make_interval(secs => ${SILENCE_MS / 1000 + 1}) WHERE id = ${id}::uuid`;

  it('are put back when their worker has gone silent, and scored by another', async () => {
    const { id } = await submit(person, 'colours', colourModel());
    await takeSubmission(id, 'checking');
    await silent(id);
    expect(await recoverSubmissions()).toBe(1);
    expect((await rowOf(id)).state).toBe('uploaded');
    await checkSubmission(id, never);
    await takeSubmission(id, 'scoring');
    expect(await recoverSubmissions()).toBe(0);
    await silent(id);
    expect(await recoverSubmissions()).toBe(1);
    expect((await rowOf(id)).state).toBe('queued');
    await scoreSubmission(id, never);
    expect((await rowOf(id)).state).toBe('scored');
  });

  it('are taken over when the queue gives their job to another worker', async () => {
    const { id } = await submit(person, 'colours', colourModel());
    await checkSubmission(id, never);
    expect(await takeSubmission(id, 'scoring')).toBe(1);
    await scoreSubmission(id, never);
    const { state, events } = await rowOf(id);
    expect(state).toBe('scored');
    expect(events.find((event) => event.detail)?.detail).toMatch(/another took it up/);
  });

  it('are failed when every worker that took them died', async () => {
    const { id } = await submit(person, 'colours', colourModel());
    for (let tries = 1; tries <= 5; tries++) expect(await takeSubmission(id, 'checking')).toBe(tries);
    expect(await takeSubmission(id, 'checking')).toBeUndefined();
    expect((await rowOf(id)).state).toBe('failed');
  });

  it('have one result, that of the worker they were given to last', async () => {
    const { id } = await submit(person, 'colours', colourModel());
    await checkSubmission(id, never);
    const first = scoreSubmission(id, never);
    await expect.poll(async () => (await rowOf(id)).state).toBe('scoring');
    await scoreSubmission(id, never);
    await first;
    const { state, events } = await rowOf(id);
    expect(state).toBe('scored');
    expect(events.filter((event) => event.state === 'scored')).toHaveLength(1);
  });
});

describe('watchSubmission', () => {
  it('gives each state as it changes, the place in the queue, and ends with the last', async () => {
    const { id } = await submit(person, 'colours', colourModel());
    const seen: string[] = [];
    const watching = (async () => {
      for await (const { state } of await watchSubmission(person, id, AbortSignal.timeout(30_000)))
        seen.push(state);
    })();
    await expect.poll(() => seen.length).toBe(1);
    await checkSubmission(id, never);
    await expect.poll(() => seen.at(-1), { timeout: 5000 }).toBe('queued');
    await scoreSubmission(id, never);
    await watching;
    expect(seen[0]).toBe('uploaded');
    expect(seen.at(-1)).toBe('scored');
  });

  it('ends when the reader goes', async () => {
    const { id } = await submit(person, 'colours', colourModel());
    const gone = new AbortController();
    const changes = await watchSubmission(person, id, gone.signal);
    await changes.next();
    gone.abort();
    expect(await changes.next()).toEqual({ done: true, value: undefined });
    await cancelSubmission(person, id);
  });
});

describe('what is held out', () => {
  it('stands in no view, event, message or file of a submission', async () => {
    const id = await score(colourModel());
    const images = await db().heldOutLabel.findMany({
      select: { image: { select: { id: true, sha256: true } } },
    });
    const file = decodePredictions((await storage().get(`predictions/${id}.bin`)) ?? new Uint8Array());
    expect(file.predictions.truthScores).toBeNull();
    const shown = JSON.stringify([
      await getSubmission(organiser, id),
      await rowOf(id),
      await board('colours'),
      await db().score.findMany(),
    ]);
    for (const { image } of images) expect(shown).not.toContain(image.sha256);
  });
});
