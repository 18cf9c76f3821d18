import { beforeAll, expect, test } from 'vitest';
import type { Person } from '#lib/identity/person';
import { db } from '#lib/infra/db/client';
import { enter, openChallenge, submit } from '#lib/testing/challenge';
import { colourClasses, colourImages, colourModel } from '#lib/testing/colour-images';
import { makeHeldOutVersion, revealHalf } from '#lib/testing/frozen-version';
import { makePerson } from '#lib/testing/people';
import { scoreSubmission } from '#lib/testing/score-submission';
import { askPeopleAgain } from './ask-people-again.ts';
import { checkSubmission } from './check-submission.ts';
import { listDisagreements } from './list-disagreements.ts';
import { predictPublic } from './predict-public.ts';
import { searchDisagreements } from './search-disagreements.ts';

const IMAGES = 60;
const WRONG_EACH = 5;
const never = new AbortController().signal;
const SLUG = 'second-looks';

let organiser: Person;
let submissions: string[];

beforeAll(async () => {
  organiser = await makePerson('organiser', 'researcher');
  const version = await makeHeldOutVersion(organiser, SLUG, await colourImages(IMAGES, WRONG_EACH));
  await revealHalf(SLUG);
  // What the campaign asks about must be in the dataset.
  await db().$executeRaw`
    INSERT INTO dataset_images (dataset_id, image_id)
    SELECT v.dataset_id, i.image_id FROM version_images i JOIN dataset_versions v ON v.id = i.version_id
    JOIN datasets d ON d.id = v.dataset_id WHERE d.slug = ${SLUG}`;
  await openChallenge(organiser, SLUG, { ...version, classes: colourClasses, dailyQuota: 100 });
  const models = [colourModel(), colourModel()];
  submissions = [];
  for (const [number, model] of models.entries()) {
    const person = await makePerson('researcher');
    await enter(person, SLUG, `entry ${number}`);
    const { id } = await submit(person, SLUG, model);
    await checkSubmission(id, never);
    await scoreSubmission(id, never);
    submissions.push(id);
  }
});

const list = () => listDisagreements(SLUG, { limit: 100 });

test('the images on which the best entries agree against the label are found, among public ones alone', async () => {
  expect(await list()).toMatchObject({ models: [], found: 0 });
  await searchDisagreements(organiser, SLUG);
  expect((await list()).models).toHaveLength(2);
  for (const id of submissions) await predictPublic(id, never);
  const { models, items, found } = await list();
  expect(models.map(({ state, imagesDone }) => [state, imagesDone])).toEqual([
    ['done', IMAGES / 2],
    ['done', IMAGES / 2],
  ]);
  const held = await db().heldOutLabel.findMany({
    where: { version: { dataset: { slug: SLUG } } },
    include: { image: true },
  });
  expect(items.filter(({ sha256 }) => held.some(({ image }) => image.sha256 === sha256))).toEqual([]);
  // Each that was labelled as the next colour is found, with the colour that it has, and no other.
  const wrongOnes = await db().versionImage.findMany({
    where: { version: { dataset: { slug: SLUG } }, split: 'val' },
    include: { image: true },
  });
  const wrong = wrongOnes.filter(({ image, synsetId }) => {
    const colour = (Number(image.sourceRef) % 3) as 0 | 1 | 2;
    return synsetId !== colourClasses[colour];
  });
  expect(wrong.length).toBeGreaterThan(0);
  expect(new Set(items.map(({ sha256 }) => sha256))).toEqual(new Set(wrong.map(({ image }) => image.sha256)));
  expect(found).toBe(wrong.length);
  for (const { sha256, guess, label, models: agreed, of } of items) {
    const row = wrong.find(({ image }) => image.sha256 === sha256);
    expect(guess.id).toBe(colourClasses[Number(row?.image.sourceRef) % 3]);
    expect(label.id).toBe(row?.synsetId);
    expect([agreed, of]).toEqual([2, 2]);
  }
});

test('a search that is begun again asks no model twice, and finds the same', async () => {
  const before = await list();
  const files = await db().publicPredictions.findMany({ orderBy: { submissionId: 'asc' } });
  await searchDisagreements(organiser, SLUG);
  for (const id of submissions) await predictPublic(id, never);
  expect((await list()).items).toEqual(before.items);
  const after = await db().publicPredictions.findMany({ orderBy: { submissionId: 'asc' } });
  expect(after.map(({ updatedAt }) => updatedAt)).toEqual(files.map(({ updatedAt }) => updatedAt));
});

test('people are asked again about both nouns, and labels stay as they are', async () => {
  const { found, items } = await list();
  const labels = await db().versionImage.findMany({ orderBy: [{ versionId: 'asc' }, { imageId: 'asc' }] });
  const made = await askPeopleAgain(organiser, SLUG);
  const units = await db().unit.findMany({
    where: { campaign: { slug: made.campaign }, state: 'open' },
    include: { image: true },
  });
  expect(units).toHaveLength(2 * found);
  for (const { sha256, label, guess } of items) {
    const nouns = units.filter(({ image }) => image.sha256 === sha256).map(({ synsetId }) => synsetId);
    expect(new Set(nouns)).toEqual(new Set([label.id, guess.id]));
  }
  expect(await db().versionImage.findMany({ orderBy: [{ versionId: 'asc' }, { imageId: 'asc' }] })).toEqual(
    labels,
  );
  const again = await askPeopleAgain(organiser, SLUG);
  expect(again.campaign).not.toBe(made.campaign);
});

test('it takes two models, and an organiser', async () => {
  const person = await makePerson('researcher');
  await expect(searchDisagreements(person, SLUG)).rejects.toMatchObject({ code: 'role-needed' });
  await expect(askPeopleAgain(person, SLUG)).rejects.toMatchObject({ code: 'role-needed' });
  await openChallenge(organiser, 'nobody-yet', { dataset: SLUG, version: 1, classes: colourClasses });
  await expect(searchDisagreements(organiser, 'nobody-yet')).rejects.toMatchObject({
    code: 'too-few-models',
  });
  await expect(askPeopleAgain(organiser, 'nobody-yet')).rejects.toMatchObject({ code: 'no-disagreements' });
});
