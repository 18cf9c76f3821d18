import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { beforeAll, expect, test } from 'vitest';
import type { Person } from '#lib/identity/person';
import { db } from '#lib/infra/db/client';
import { cat, dog, makeVerifyCampaign } from '#lib/testing/campaigns';
import { makeDataset, type TestDataset } from '#lib/testing/images';
import { makePeople, makePerson } from '#lib/testing/people';
import type { VotesFileInput } from '../votes-file.ts';
import { exportVotes } from './export-votes.ts';
import { readLeftOut } from './read-left-out.ts';
import { recordVotes } from './record-votes.ts';

const PEOPLE = 3;
let organiser: Person;
let people: Person[];
let dataset: TestDataset;
let campaign: string;
let units: { id: number; imageId: number }[];

async function asked(more: Partial<VotesFileInput> = {}) {
  const input: VotesFileInput = { workers: 'pseudonyms', withdrawn: 'leave-out', compress: 'none', ...more };
  const { stream, ...file } = await exportVotes(organiser, { campaign, ...input });
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  return { ...file, bytes: Buffer.concat(chunks) };
}

async function rowsOf(more: Partial<VotesFileInput> = {}): Promise<Record<string, string>[]> {
  return parse((await asked(more)).bytes, { columns: true });
}

beforeAll(async () => {
  organiser = await makePerson('organiser');
  people = await makePeople(PEOPLE, 'labeler');
  dataset = await makeDataset(organiser, 40);
  campaign = await makeVerifyCampaign(organiser, dataset, { [dog]: 40, [cat]: 20 });
  units = await db().unit.findMany({ where: { campaign: { slug: campaign } }, orderBy: { id: 'asc' } });
  const votes = units.flatMap(({ id }, u) =>
    people.map(({ id: userId }, p) => ({
      unitId: id,
      userId,
      answer: (u + p) % 2 ? 'yes' : 'no',
      milliseconds: 100 * p,
    })),
  );
  await recordVotes(organiser, { campaign, votes });
});

test('every vote is a row, under names that stay and tell nothing', async () => {
  const rows = await rowsOf();
  expect(rows).toHaveLength(60 * PEOPLE);
  expect(new Set(rows.map(({ task }) => task)).size).toBe(60);
  expect(new Set(rows.map(({ worker }) => worker)).size).toBe(PEOPLE);
  const text = JSON.stringify(rows);
  for (const { id, name, email } of people)
    for (const told of [id, name, email]) expect(text).not.toContain(told);
  expect(await rowsOf()).toEqual(rows);
  const named = await rowsOf({ workers: 'names' });
  expect(new Set(named.map(({ name }) => name))).toEqual(new Set(people.map(({ name }) => name)));
  expect(named.map(({ name: _, ...row }) => row)).toEqual(rows);
  expect(rows[0]).toMatchObject({ state: 'settled', gold: 'no', withdrawn: 'no', by: 'person' });
});

test('compressed it is the same', async () => {
  const [plain, zipped] = [await asked(), await asked({ compress: 'gzip' })];
  expect(zipped.fileName).toBe(`${plain.fileName}.gz`);
  expect(gunzipSync(zipped.bytes).equals(plain.bytes)).toBe(true);
});

test('withdrawn votes are in it where that is asked for, marked', async () => {
  const unitId = units[0]?.id as number;
  const userId = people[0]?.id as string;
  const vote = await db().vote.delete({ where: { unitId_userId: { unitId, userId } } });
  await db().withdrawnVote.create({ data: vote });
  expect(await rowsOf()).toHaveLength(60 * PEOPLE - 1);
  const all = await rowsOf({ withdrawn: 'include' });
  expect(all).toHaveLength(60 * PEOPLE);
  expect(all.filter(({ withdrawn }) => withdrawn === 'yes')).toMatchObject([{ task: String(unitId) }]);
  await db().withdrawnVote.delete({ where: { unitId_userId: { unitId, userId } } });
  await db().vote.create({ data: vote });
});

test('votes on held-out images never leave', async () => {
  const held = dataset.images.slice(0, 5);
  const version = await db().datasetVersion.create({
    data: { datasetId: dataset.id, number: 1, options: {}, createdById: organiser.id },
  });
  await db().heldOutLabel.createMany({
    data: held.map(({ id }) => ({ versionId: version.id, imageId: id, synsetId: dog, confidence: 1 })),
  });
  for (const withdrawn of ['leave-out', 'include'] as const) {
    const { bytes, leftOut } = await asked({ withdrawn, workers: 'names' });
    // Each of the five is asked about as a dog and as a cat.
    expect(leftOut).toBe(5 * 2 * PEOPLE);
    const text = bytes.toString();
    for (const { sha256 } of held) expect(text).not.toContain(sha256);
    expect(parse(bytes, { columns: true })).toHaveLength((60 - 10) * PEOPLE);
  }
  const told = { heldOut: 5 * 2 * PEOPLE, withdrawn: 0, withdrawnLabelers: 0 };
  expect(await readLeftOut(organiser, { campaign })).toEqual(told);
  // One more whose votes are withdrawn: on a held-out image they are not there to be asked for.
  const labeler = await makePerson('labeler');
  const { id: campaignId } = await db().campaign.findUniqueOrThrow({ where: { slug: campaign } });
  const withdrawn = { withdrawnAt: new Date(), withdrawnById: organiser.id };
  await db().campaignLabeler.create({ data: { campaignId, userId: labeler.id, ...withdrawn } });
  const isHeld = new Set(held.map(({ id }) => id));
  const [out, ...open] = [
    units.find(({ imageId }) => isHeld.has(imageId)),
    ...units.filter(({ imageId }) => !isHeld.has(imageId)).slice(0, 2),
  ];
  await db().withdrawnVote.createMany({
    data: [out, ...open].map((unit) => ({
      unitId: unit?.id ?? 0,
      userId: labeler.id,
      answer: 'no',
      milliseconds: 700,
      createdAt: new Date(),
    })),
  });
  expect(await readLeftOut(organiser, { campaign })).toEqual({ ...told, withdrawn: 2, withdrawnLabelers: 1 });
  await expect(readLeftOut(labeler, { campaign })).rejects.toMatchObject({ code: 'role-needed' });
});

test('for organisers', async () => {
  const input = { campaign, workers: 'pseudonyms', withdrawn: 'leave-out', compress: 'none' } as const;
  await expect(exportVotes(people[0] as Person, input)).rejects.toThrow(/organiser/);
  await expect(exportVotes(organiser, { ...input, campaign: 'nowhere' })).rejects.toThrow(/no campaign/);
});
