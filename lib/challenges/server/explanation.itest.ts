import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Person } from '#lib/identity/person';
import { db } from '#lib/infra/db/client';
import { linearNetwork } from '#lib/scoring/testing/image-networks';
import { buildOnnx } from '#lib/scoring/testing/onnx-builder';
import { enter, openChallenge, submit } from '#lib/testing/challenge';
import { colourClasses, colourImages, colourModel } from '#lib/testing/colour-images';
import { makeHeldOutVersion, revealHalf } from '#lib/testing/frozen-version';
import { makePerson } from '#lib/testing/people';
import { scoreSubmission } from '#lib/testing/score-submission';
import { checkSubmission } from './check-submission.ts';
import { getExplanation, openExplainedPixels } from './get-explanation.ts';
import { requestExplanation } from './request-explanation.ts';
import { runExplanation } from './run-explanation.ts';

const IMAGES = 24;
const never = new AbortController().signal;

let person: Person;
let submissionId: string;
/** An image of val that is labelled with the colour that it does not have, and one that is held out. */
let wrong: string;
let heldOut: string;

async function score(slug: string, model: Uint8Array): Promise<string> {
  const { id } = await submit(person, slug, model);
  await checkSubmission(id, never);
  await scoreSubmission(id, never);
  return id;
}

beforeAll(async () => {
  const organiser = await makePerson('organiser', 'researcher');
  person = await makePerson('researcher');
  const images = await colourImages(IMAGES, 5);
  const version = await makeHeldOutVersion(organiser, 'explained', images);
  await revealHalf('explained');
  await openChallenge(organiser, 'explained', { ...version, classes: colourClasses, dailyQuota: 100 });
  await enter(person, 'explained', 'the painters');
  submissionId = await score('explained', colourModel());
  const found = await db().versionImage.findMany({
    where: { version: { dataset: { slug: 'explained' } } },
    include: { image: true },
    orderBy: { position: 'asc' },
  });
  heldOut = found.find(({ split }) => split === 'test')?.image.sha256 ?? '';
  const hashes = images.map(({ bytes }) => createHash('sha256').update(bytes).digest('hex'));
  wrong =
    hashes.find(
      (sha256, i) =>
        (i + 1) % 5 === 0 && found.some((each) => each.split === 'val' && each.image.sha256 === sha256),
    ) ?? '';
  expect(wrong).not.toBe('');
});

async function explain(sha256: string): Promise<void> {
  await requestExplanation(null, submissionId, sha256);
  const row = await db().explanation.findFirstOrThrow({ where: { submissionId, image: { sha256 } } });
  await runExplanation(row.id, never);
}

describe('why a model said what it said', () => {
  test('its guesses have their place among the nouns, the cost of the mistake and a heat map each', async () => {
    expect(await getExplanation(null, submissionId, wrong)).toMatchObject({ state: 'none', answer: null });
    expect(await requestExplanation(null, submissionId, wrong)).toMatchObject({ state: 'waiting' });
    await explain(wrong);
    const { state, answer } = await getExplanation(null, submissionId, wrong);
    expect(state).toBe('done');
    const [best, ...rest] = answer?.guesses ?? [];
    expect(rest).toHaveLength(2);
    // It sees the colour, people said the next one.
    expect(best?.synset.id).not.toBe(answer?.label?.id);
    expect(best?.cost).toBeGreaterThan(0);
    expect(best?.path.at(0)?.id).toBe('n00001740');
    expect(best?.path.at(-1)).toEqual(best?.synset);
    expect(answer?.guesses.find(({ synset }) => synset.id === answer.label?.id)?.cost).toBe(0);
    expect(answer?.maps.map(({ synset }) => synset.id)).toEqual(
      answer?.guesses.map(({ synset }) => synset.id),
    );
    expect(answer?.threshold).toBeNull();
    const png = await openExplainedPixels(null, submissionId, wrong);
    expect(await sharp(png as Uint8Array).metadata()).toMatchObject({ format: 'png', width: 1, height: 1 });
  });

  test('it is worked out once', async () => {
    await explain(wrong);
    const before = await db().explanation.findFirstOrThrow({
      where: { submissionId, image: { sha256: wrong } },
    });
    expect(await requestExplanation(person, submissionId, wrong)).toMatchObject({ state: 'done' });
    await runExplanation(before.id, never);
    const after = await db().explanation.findUniqueOrThrow({ where: { id: before.id } });
    expect(after.updatedAt).toEqual(before.updatedAt);
  });

  test('a held-out image is explained to nobody', async () => {
    const asked = requestExplanation(person, submissionId, heldOut);
    await expect(asked).rejects.toMatchObject({ code: 'image-not-public' });
    await expect(openExplainedPixels(person, submissionId, heldOut)).rejects.toMatchObject({
      code: 'image-not-public',
    });
  });

  test('a worker that goes puts it back, a model at fault is told', async () => {
    const other = await db().versionImage.findFirstOrThrow({
      where: { version: { dataset: { slug: 'explained' } }, split: 'val', image: { sha256: { not: wrong } } },
      include: { image: true },
    });
    const { sha256 } = other.image;
    await requestExplanation(null, submissionId, sha256);
    const { id } = await db().explanation.findFirstOrThrow({ where: { submissionId, image: { sha256 } } });
    await expect(runExplanation(id, AbortSignal.abort(new Error('going')))).rejects.toThrow();
    expect(await getExplanation(null, submissionId, sha256)).toMatchObject({ state: 'waiting' });
    await runExplanation(id, never);
    expect(await getExplanation(null, submissionId, sha256)).toMatchObject({ state: 'done', problem: null });
  });

  test('a model that answers yes or no is told as a probability with its threshold', async () => {
    const organiser = await makePerson('organiser', 'researcher');
    const [dog] = colourClasses;
    const version = { dataset: 'explained', version: 1 };
    await openChallenge(organiser, 'is-it-a-dog', { ...version, classes: [dog], dailyQuota: 10 });
    await enter(person, 'is-it-a-dog', 'the askers');
    const model = buildOnnx(linearNetwork({ height: 4, width: 4, classes: 1 }, 'Sigmoid'));
    const { id } = await submit(person, 'is-it-a-dog', model, {
      preprocess: '{"do_resize":true,"size":{"height":4,"width":4}}',
    });
    await checkSubmission(id, never);
    await scoreSubmission(id, never);
    await requestExplanation(null, id, wrong);
    const row = await db().explanation.findFirstOrThrow({ where: { submissionId: id } });
    await runExplanation(row.id, never);
    const { answer } = await getExplanation(null, id, wrong);
    expect(answer?.threshold).toBe(0.5);
    expect(answer?.guesses).toHaveLength(1);
    expect(answer?.guesses[0]?.synset.id).toBe(dog);
    expect(answer?.guesses[0]?.cost).toBeNull();
  });
});
