import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { addImagesToDataset } from '#lib/datasets/server/add-images-to-dataset';
import { freezeVersion } from '#lib/datasets/server/freeze-version';
import { requestFreeze } from '#lib/datasets/server/request-freeze';
import { addImages } from '#lib/images/server/add-images';
import { db } from '#lib/infra/db/client';
import { assertConsistent, byMajority } from '#lib/testing/campaigns';
import { colourClasses, colourImages, colourModel } from '#lib/testing/colour-images';
import { makeEmptyDataset, makeSource } from '#lib/testing/labelled-dataset';
import { makePeople, makePerson } from '#lib/testing/people';
import { addUploadedAssistant } from './add-assistant.ts';
import { createCampaign } from './create-campaign.ts';
import { listAssistants } from './list-assistants.ts';
import { listUnits } from './list-units.ts';
import { recordVotes } from './record-votes.ts';
import { removeAssistant } from './remove-assistant.ts';
import { retryAssistant } from './retry-assistant.ts';
import { runAssistant } from './run-assistant.ts';
import { restoreLabeler, withdrawLabeler } from './withdraw-labeler.ts';

const organiser = await makePerson('organiser');
const going = new AbortController().signal;

/** A dataset of coloured images with a classify campaign over it; `truth` by image id. */
async function colourCampaign(count: number) {
  const dataset = await makeEmptyDataset(organiser);
  const sourceId = await makeSource(dataset);
  const images = await colourImages(count);
  const outcomes = await addImages(images.map(({ bytes }, i) => ({ bytes, sourceId, sourceRef: String(i) })));
  const truth = new Map<number, string>();
  for (const [i, outcome] of outcomes.entries()) {
    if ('refusal' in outcome) throw outcome.refusal;
    truth.set(outcome.image.id, (images[i] as { synsetId: string }).synsetId);
  }
  await addImagesToDataset(organiser, {
    slug: dataset,
    images: [...truth.keys()].map((imageId) => ({ imageId })),
  });
  const slug = `colours-${randomUUID()}`;
  const rootSynsets = [...colourClasses];
  const fields = { kind: 'classify' as const, title: 'Colours', instructions: '', rootSynsets };
  await createCampaign(organiser, { dataset, slug, ...fields, ...byMajority(3) });
  return { dataset, slug, truth };
}

const assist = (campaign: string, model: Uint8Array, labels: readonly string[], share = 0.5) =>
  addUploadedAssistant(organiser, {
    campaign,
    share,
    model: Readable.from([model]),
    fields: async () => ({ name: 'sees colours', labels: labels.join('\n') }),
  });

test('a model votes on images kept for train alone, and versions say so', async () => {
  const { dataset, slug, truth } = await colourCampaign(60);
  const added = await assist(slug, colourModel(), colourClasses);
  await runAssistant(added.id, going);
  await runAssistant(added.id, going);

  const [view] = await listAssistants(organiser, slug);
  expect(view).toMatchObject({ state: 'done', nouns: 3, problem: null });
  const seen = view?.votes ?? 0;
  expect(seen).toBeGreaterThan(10);
  expect(seen).toBeLessThan(50);
  const userId = view?.userId as string;
  const votes = await db().vote.findMany({ where: { userId }, include: { unit: true } });
  expect(votes).toHaveLength(seen);
  for (const { answer, unit } of votes) expect(answer).toBe(truth.get(unit.imageId));
  const kept = await db().datasetImage.findMany({ where: { dataset: { slug: dataset }, trainOnly: true } });
  const trainOnly = new Set(kept.map(({ imageId }) => imageId));
  expect(new Set(votes.map(({ unit }) => unit.imageId))).toEqual(trainOnly);
  await assertConsistent(slug);

  const people = await makePeople(3, 'labeler');
  const units = await listUnits(organiser, { campaign: slug });
  const answers = people.flatMap(({ id }) =>
    units.map(({ id: unitId, imageId }) => ({ unitId, imageId, userId: id })),
  );
  await recordVotes(organiser, {
    campaign: slug,
    votes: answers.map(({ unitId, imageId, userId }) => ({
      ...{ unitId, userId, milliseconds: 900 },
      answer: truth.get(imageId) as string,
    })),
  });
  const { id } = await requestFreeze(organiser, {
    slug: dataset,
    options: { testShare: 0.3, valShare: 0.2 },
  });
  await freezeVersion(id);
  const frozen = await db().versionImage.findMany({ where: { versionId: id } });
  expect(frozen).toHaveLength(60);
  for (const { imageId, split, machine } of frozen) {
    expect(machine).toBe(trainOnly.has(imageId));
    if (machine) expect(split).toBe('train');
  }
  const version = await db().datasetVersion.findUniqueOrThrow({ where: { id } });
  expect(version.report).toMatchObject({ machineLabels: seen });
});

test('one model a campaign, with nouns for its outputs, for organisers; one that is no model fails with its reason', async () => {
  const { slug } = await colourCampaign(6);
  await expect(assist(slug, colourModel(), ['red', 'green', 'blue'])).rejects.toMatchObject({
    code: 'labels-missing',
  });
  const labeler = await makePerson('labeler');
  await expect(
    addUploadedAssistant(labeler, {
      campaign: slug,
      share: 0.5,
      model: Readable.from([colourModel()]),
      fields: async () => ({ name: 'mine' }),
    }),
  ).rejects.toMatchObject({ code: 'role-needed' });

  const broken = await assist(slug, new TextEncoder().encode('no model'), colourClasses);
  await expect(assist(slug, colourModel(), colourClasses)).rejects.toMatchObject({ code: 'assistant-there' });
  await runAssistant(broken.id, going);
  expect((await listAssistants(organiser, slug))[0]).toMatchObject({ state: 'failed', votes: 0 });
  expect((await listAssistants(organiser, slug))[0]?.problem).toMatch(/ONNX/);
  const dataset = (await db().campaign.findUniqueOrThrow({ where: { slug } })).datasetId;
  expect(await db().datasetImage.count({ where: { datasetId: dataset, trainOnly: true } })).toBe(0);
  const first = await assist(slug, colourModel(), colourClasses);
  await runAssistant(first.id, going);
  const { userId } = await db().assistant.findUniqueOrThrow({ where: { id: first.id } });
  await withdrawLabeler(organiser, { campaign: slug, userId, reason: 'another one' });
  await assist(slug, colourModel(), colourClasses);
  await expect(restoreLabeler(organiser, { campaign: slug, userId })).rejects.toMatchObject({
    code: 'assistant-there',
  });
});

test('of two models whose votes are restored at once one takes the place', async () => {
  const { slug: campaign } = await colourCampaign(6);
  const userIds: string[] = [];
  for (let model = 0; model < 2; model++) {
    const { id } = await assist(campaign, colourModel(), colourClasses);
    const { userId } = await db().assistant.findUniqueOrThrow({ where: { id } });
    await withdrawLabeler(organiser, { campaign, userId, reason: 'another one' });
    userIds.push(userId);
  }
  const both = await Promise.allSettled(
    userIds.map((userId) => restoreLabeler(organiser, { campaign, userId })),
  );
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: { code: 'assistant-there' },
  });
});

test('what failed in passing is tried again, what never voted is removed, and each only once', async () => {
  const { slug: campaign } = await colourCampaign(6);
  const labeler = await makePerson('labeler');
  const listed = async () => (await listAssistants(organiser, campaign))[0];
  const broken = await assist(campaign, new TextEncoder().encode('no model'), colourClasses);
  const whichBroken = { campaign, assistantId: broken.id };
  await expect(removeAssistant(organiser, whichBroken)).rejects.toMatchObject({ code: 'assistant-stays' });
  await runAssistant(broken.id, going);
  expect(await listed()).toMatchObject({ holdsPlace: false, mayRetry: false, removable: true, toGo: null });
  await expect(retryAssistant(organiser, whichBroken)).rejects.toMatchObject({ code: 'assistant-useless' });
  await expect(removeAssistant(labeler, whichBroken)).rejects.toMatchObject({ code: 'role-needed' });
  const { userId: account } = await db().assistant.findUniqueOrThrow({ where: { id: broken.id } });
  expect(await removeAssistant(organiser, whichBroken)).toEqual({ removed: 1 });
  expect(await removeAssistant(organiser, whichBroken)).toEqual({ removed: 0 });
  expect(await db().user.count({ where: { id: account } })).toBe(0);
  await expect(retryAssistant(organiser, whichBroken)).rejects.toMatchObject({ code: 'no-such-assistant' });

  const added = await assist(campaign, colourModel(), colourClasses);
  const which = { campaign, assistantId: added.id };
  await db().campaign.update({ where: { slug: campaign }, data: { state: 'closed' } });
  await runAssistant(added.id, going);
  expect(await listed()).toMatchObject({ state: 'failed', mayRetry: false, removable: true });
  await expect(retryAssistant(organiser, which)).rejects.toMatchObject({ code: 'campaign-closed' });
  await db().campaign.update({ where: { slug: campaign }, data: { state: 'open' } });
  expect(await listed()).toMatchObject({ mayRetry: true, holdsPlace: false });
  await expect(retryAssistant(labeler, which)).rejects.toMatchObject({ code: 'role-needed' });
  const other = await makePerson('organiser');
  expect(await retryAssistant(other, which)).toEqual({ id: added.id, state: 'queued' });
  expect(await retryAssistant(other, which)).toEqual({ id: added.id, state: 'queued' });
  expect(await listed()).toMatchObject({ state: 'queued', problem: null, holdsPlace: true, mayRetry: false });
  await db().assistant.update({ where: { id: added.id }, data: { state: 'running' } });
  await db().datasetImage.updateMany({ data: { trainOnly: true } });
  expect(await listed()).toMatchObject({ state: 'running', toGo: 6 });
  await runAssistant(added.id, going);
  expect(await listed()).toMatchObject({ state: 'done', votes: 6, removable: false, toGo: null });
  expect(await retryAssistant(other, which)).toEqual({ id: added.id, state: 'done' });
  await expect(removeAssistant(other, which)).rejects.toMatchObject({ code: 'assistant-stays' });
  await assertConsistent(campaign);
});
