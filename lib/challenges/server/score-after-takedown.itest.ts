import { readdir } from 'node:fs/promises';
import { beforeAll, expect, test, vi } from 'vitest';
import { finishTakedown } from '#lib/datasets/server/finish-takedown';
import { takeDown } from '#lib/datasets/server/take-down';
import type { Person } from '#lib/identity/person';
import { imageKey } from '#lib/images/image-keys';
import { db } from '#lib/infra/db/client';
import { storage } from '#lib/infra/storage';
import { linearNetwork } from '#lib/scoring/testing/image-networks';
import { buildOnnx } from '#lib/scoring/testing/onnx-builder';
import { enter, openChallenge, submit } from '#lib/testing/challenge';
import { colourClasses, colourImages, colourModel } from '#lib/testing/colour-images';
import { makeHeldOutVersion } from '#lib/testing/frozen-version';
import { makePerson } from '#lib/testing/people';
import { beginScoring } from './begin-scoring.ts';
import { checkSubmission } from './check-submission.ts';
import { forgetPixels, pixelFolder } from './forget-pixels.ts';
import { getSubmission } from './get-submission.ts';
import { type HeldOutImage, listHeldOutImages, readHeldOutImage } from './held-out-images.ts';
import { reduceSubmission } from './reduce-submission.ts';
import { scoreShard } from './score-shard.ts';

const IMAGES = 42;
/** So many of them are labelled as another colour. */
const WRONG = 6;
vi.hoisted(() => {
  process.env.SCORER_SHARD_IMAGES = '10';
});
const never = new AbortController().signal;
let organiser: Person;
let person: Person;

beforeAll(async () => {
  organiser = await makePerson('organiser', 'researcher');
  person = await makePerson('researcher');
  const version = await makeHeldOutVersion(organiser, 'takedowns', await colourImages(IMAGES, 7));
  await openChallenge(organiser, 'takedowns', { ...version, classes: colourClasses, dailyQuota: 10 });
  await enter(person, 'takedowns', 'the colours');
});

async function begin(): Promise<string> {
  const { id } = await submit(person, 'takedowns', colourModel());
  await checkSubmission(id, never);
  await beginScoring(id, never);
  return id;
}

async function scoreRest(id: string): Promise<void> {
  const shards = await db().submissionShard.findMany({
    where: { submissionId: id, doneAt: null },
    orderBy: { number: 'asc' },
  });
  for (const { number } of shards) await scoreShard(id, number, never);
  await reduceSubmission(id);
}

const scoreOf = (id: string) => db().score.findFirstOrThrow({ where: { submissionId: id } });

test('scores are computed again without an image that was taken down, and marked; those under way go on', async () => {
  const scored = await begin();
  await scoreRest(scored);
  expect(await scoreOf(scored)).toMatchObject({ images: IMAGES, top1Error: WRONG / IMAGES, missing: 0 });

  const underWay = await begin();
  await scoreShard(underWay, 0, never);
  const wrong = await db().$queryRaw<{ sha256: string }[]>`
    SELECT i.sha256 FROM held_out_labels h JOIN images i ON i.id = h.image_id
    ORDER BY h.image_id OFFSET 6 LIMIT 1`;
  const { id } = await takeDown(organiser, {
    kind: 'image',
    what: wrong[0]?.sha256 as string,
    reason: 'asked for',
  });
  await finishTakedown(id);
  const after = { images: IMAGES - 1, top1Error: (WRONG - 1) / (IMAGES - 1), missing: 1 };
  expect(await scoreOf(scored)).toMatchObject(after);
  expect((await getSubmission(person, scored)).score).toMatchObject({ images: IMAGES - 1, missing: 1 });

  await scoreRest(underWay);
  expect(await scoreOf(underWay)).toMatchObject(after);
  const late = await begin();
  await scoreRest(late);
  expect(await scoreOf(late)).toMatchObject(after);
  expect((await scoreOf(scored)).metrics).toEqual((await scoreOf(late)).metrics);
});

test('every metric is that of a model scored afterwards, the log loss of many classes too; what is kept for it is told to nobody', async () => {
  const classes = ['n02084071', 'n02121620', 'n02374451', 'n02402425', 'n02411705', 'n02395406', 'n01503061'];
  const images = (await colourImages(2 * IMAGES)).slice(IMAGES).map(({ bytes }, i) => ({
    bytes,
    synsetId: classes[i % classes.length] as string,
  }));
  const version = await makeHeldOutVersion(organiser, 'losses', images);
  await openChallenge(organiser, 'losses', { ...version, classes: [...classes].sort(), dailyQuota: 10 });
  await enter(person, 'losses', 'the sure');
  const model = buildOnnx(linearNetwork({ height: 8, width: 8, classes: classes.length }, 'Softmax'));
  const scoreNow = async () => {
    const { id } = await submit(person, 'losses', model);
    await checkSubmission(id, never);
    await beginScoring(id, never);
    await scoreRest(id);
    return id;
  };
  const scored = await scoreNow();
  const before = (await scoreOf(scored)).metrics as { logLoss: number };
  expect(before.logLoss).toBeGreaterThan(0);
  const [held] = await db().heldOutLabel.findMany({
    where: { version: { dataset: { slug: 'losses' } } },
    include: { image: true },
    take: 1,
  });
  const what = held?.image.sha256 as string;
  const pixels = () => readdir(pixelFolder());
  // Those of the test above go.
  await forgetPixels();
  const kept = await pixels();
  await forgetPixels();
  expect(await pixels()).toEqual(kept);
  const { id } = await takeDown(organiser, { kind: 'image', what, reason: 'asked for' });
  await forgetPixels();
  const left = await pixels();
  expect(left.length).toBeLessThan(kept.length);
  // The bytes are still there: a model that comes now is given a grey image in their place.
  expect(await storage().exists(imageKey(what))).toBe(true);
  const [gone] = (await listHeldOutImages(held?.versionId as string)).filter((one) => one.gone);
  expect(gone?.sha256).toBe(what);
  expect(Buffer.from(await readHeldOutImage(gone as HeldOutImage))).not.toEqual(
    Buffer.from((await storage().get(imageKey(what))) as Uint8Array),
  );
  await finishTakedown(id);
  const late = await scoreNow();
  const after = (await scoreOf(scored)).metrics as { logLoss: number };
  expect(after).toEqual((await scoreOf(late)).metrics);
  expect(after.logLoss).not.toBe(before.logLoss);
  expect(JSON.stringify(await getSubmission(organiser, scored))).not.toMatch(/truthScores|"truth"/);

  const all = await takeDown(organiser, { kind: 'source', what: 'tests', reason: 'all of it' });
  await finishTakedown(all.id);
  expect(await db().takedown.findUnique({ where: { id: all.id } })).toMatchObject({
    doneAt: expect.any(Date),
  });
  expect(await scoreOf(scored)).toMatchObject({ images: IMAGES - 1, missing: IMAGES, metrics: after });
});
