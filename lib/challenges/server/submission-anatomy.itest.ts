import { beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '#lib/identity/person';
import { db } from '#lib/infra/db/client';
import { profileModel } from '#lib/scoring/profile/profile-model';
import { planScoring } from '#lib/scoring/run/plan-scoring';
import { linearNetwork } from '#lib/scoring/testing/image-networks';
import { alexNet } from '#lib/scoring/testing/known-networks';
import type { WeightMaker } from '#lib/scoring/testing/network-drafter';
import { buildOnnx } from '#lib/scoring/testing/onnx-builder';
import { enter, openChallenge, submit } from '#lib/testing/challenge';
import { colourClasses, colourImages, colourModel } from '#lib/testing/colour-images';
import { makeHeldOutVersion } from '#lib/testing/frozen-version';
import { makePerson } from '#lib/testing/people';
import { checkSubmission } from './check-submission.ts';
import { compareCosts } from './compare-costs.ts';
import { getSubmission } from './get-submission.ts';

const never = new AbortController().signal;

let organiser: Person;
let person: Person;

beforeAll(async () => {
  organiser = await makePerson('organiser', 'researcher');
  person = await makePerson('researcher');
  const version = await makeHeldOutVersion(organiser, 'anatomies', await colourImages(12));
  await openChallenge(organiser, 'anatomies', { ...version, classes: colourClasses, dailyQuota: 100 });
  await enter(person, 'anatomies', 'the anatomists');
  await enter(organiser, 'anatomies', 'the house', true);
});

/** Weights of nothing but zeros: made at once, where those of AlexNet would take a while. */
const zeros: WeightMaker = (name, dims) => ({
  name,
  dims,
  raw: new Uint8Array(4 * dims.reduce((product, size) => product * size, 1)),
});

/** Submits and checks a model, its labels naming the challenge's classes first. */
async function check(model: Uint8Array, outputs: number, as = person): Promise<string> {
  const labels = Array.from({ length: outputs }, (_, i) => colourClasses[i] ?? `other ${i}`).join('\n');
  const { id } = await submit(as, 'anatomies', model, { labels });
  await checkSubmission(id, never);
  return id;
}

/** As if it had been scored with this error. */
async function settle(id: string, top1Error: number): Promise<void> {
  const score = { top1Error, images: 12, metrics: { confidence: {} } };
  await db().score.create({ data: { submissionId: id, split: 'test', ...score } });
  const cost = { inferenceSeconds: 3, progressTotal: 12, batch: 4 };
  await db().submission.update({ where: { id }, data: { state: 'scored', ...cost } });
}

describe('the anatomy of a submission', () => {
  it("is AlexNet's as published, for everybody once it is scored", async () => {
    const id = await check(buildOnnx(alexNet(zeros)), 1_000);
    expect((await getSubmission(person, id)).status.problem).toBeNull();
    await settle(id, 0.25);
    const { anatomy, network, cost } = await getSubmission(null, id);
    expect(anatomy).toMatchObject({
      inputFeatures: 150_528,
      hiddenLayers: 7,
      input: { height: 224, width: 224, channels: 3 },
      macs: 714_188_480,
      weightBytes: 244_403_360,
      precision: [{ dtype: 'float32' }],
      layerCount: 19,
    });
    expect(network?.parameters).toBe(61_100_840);
    expect(cost.batch).toBe(4);
  });

  it('has its profile, once that was measured, and is null for submissions of before', async () => {
    const model = buildOnnx(linearNetwork());
    const id = await check(model, 10);
    expect((await getSubmission(person, id)).profile).toBeNull();
    const plan = planScoring({
      model,
      preprocess: {},
      classes: Array.from({ length: 10 }, (_, i) => `c${i}`),
    });
    const budget = { seconds: 30, memoryMb: 512, threads: 1 };
    const profile = await profileModel({ model, plan, batch: 4, budget, isolation: 'best' });
    await db().submission.update({ where: { id }, data: { profile } });
    const view = await getSubmission(person, id);
    expect(view.profile).toEqual(profile);
    for (const { layer } of profile.rows) expect(view.anatomy?.layers[layer ?? -1]).toBeDefined();

    await db().$executeRaw`UPDATE submissions SET anatomy = NULL, profile = NULL WHERE id = ${id}::uuid`;
    expect(await getSubmission(person, id)).toMatchObject({ anatomy: null, profile: null });
  });

  it('keeps names that the database could not hold', async () => {
    const draft = linearNetwork();
    const nodes = draft.nodes.map((node, i) => ({ ...node, name: `layer\u0000 ${i}` }));
    const id = await check(buildOnnx({ ...draft, nodes }), 10);
    const { anatomy, status } = await getSubmission(person, id);
    expect(status).toMatchObject({ state: 'queued', problem: null });
    expect(anatomy?.layers.map(({ name }) => name)).toContain('layer 0');
  });
});

it('the costs beside it are of the best of each entry, of baselines and of itself', async () => {
  const [best, worse] = [await check(colourModel(), 3), await check(colourModel(), 3)];
  await settle(best, 0.1);
  await settle(worse, 0.5);
  const baselines = [await check(colourModel(), 3, organiser), await check(colourModel(), 3, organiser)];
  await settle(baselines[0] as string, 0.6);
  await settle(baselines[1] as string, 0.7);
  const ids = async (id: string) => (await compareCosts(id)).map(({ submissionId }) => submissionId);
  expect(await ids(best)).toEqual([best, ...baselines]);
  expect(await ids(worse)).toEqual([best, worse, ...baselines]);
  const [first] = await compareCosts(best);
  expect(first).toMatchObject({
    entry: 'the anatomists',
    baseline: false,
    error: 0.1,
    secondsPerImage: 0.25,
  });
  expect(first?.macs).toEqual(expect.any(Number));
});
