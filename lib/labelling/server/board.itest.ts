import { beforeAll, describe, expect, test } from 'vitest';
import type { Person } from '#lib/identity/person';
import { db } from '#lib/infra/db/client';
import { cat, dog, makeClassifyCampaign, makeVerifyCampaign } from '#lib/testing/campaigns';
import { makeDataset, type TestDataset } from '#lib/testing/images';
import { makePeople, makePerson } from '#lib/testing/people';
import { listLabelersSchema, listNounsSchema } from '../board.ts';
import { forecastCampaign } from './forecast-campaign.ts';
import { getBoard } from './get-board.ts';
import { listConfusedPictures } from './list-confused-pictures.ts';
import { listDoubtfulGold } from './list-doubtful-gold.ts';
import { listLabelers, listPlottedLabelers } from './list-labelers.ts';
import { listNounProgress } from './list-noun-progress.ts';
import { listReview } from './list-review.ts';
import { readDecidedUnits } from './read-decided-units.ts';
import { readWithdrawal } from './read-withdrawal.ts';
import { recordVotes } from './record-votes.ts';
import { sampleUnits } from './sample-units.ts';

let organiser: Person;
let people: Person[];
let dataset: TestDataset;
let campaign: string;
let campaignId: string;

const unitsOf = (slug: string) =>
  db().unit.findMany({ where: { campaign: { slug } }, orderBy: { id: 'asc' } });
const nounsOf = (more: Record<string, string> = {}) =>
  listNounProgress(organiser, { campaign, ...listNounsSchema.parse(more) });
const labelersOf = (more: Record<string, string> = {}) =>
  listLabelers(organiser, { campaign, ...listLabelersSchema.parse(more) });

beforeAll(async () => {
  organiser = await makePerson('organiser');
  people = await makePeople(4, 'labeler');
  dataset = await makeDataset(organiser, 60);
  // 60 candidates of dog, all answered thrice; 30 of cat, of which ten have one vote.
  campaign = await makeVerifyCampaign(organiser, dataset, { [dog]: 60, [cat]: 30 });
  const { id } = await db().campaign.findUniqueOrThrow({ where: { slug: campaign } });
  campaignId = id;
  const units = await unitsOf(campaign);
  const dogs = units.filter(({ synsetId }) => synsetId === dog);
  const cats = units.filter(({ synsetId }) => synsetId === cat).slice(0, 10);
  const vote = (unitId: number, person: number, answer = 'yes') => ({
    unitId,
    userId: (people[person] as Person).id,
    answer,
    milliseconds: 1000 + person,
  });
  await recordVotes(organiser, {
    campaign,
    votes: [
      ...dogs.flatMap(({ id }) => [0, 1, 2].map((p) => vote(id, p))),
      ...cats.map(({ id }) => vote(id, 3)),
    ],
  });
  await db().labelerDay.deleteMany({ where: { campaignId } });
  await db().labelerDay.createMany({
    data: people.map(({ id }, i) => ({
      day: new Date('2026-11-20'),
      userId: id,
      campaignId,
      votes: i === 3 ? 10 : 60,
      milliseconds: i === 3 ? 10_000 : 180_000,
    })),
  });
});

describe('a campaign that nothing was estimated of', () => {
  test('the board says what is there', async () => {
    const board = await getBoard(organiser, { campaign });
    expect(board.progress).toMatchObject({ units: 90, settled: 60, contested: 0, votes: 190 });
    expect(board.cost).toEqual({
      votes: 190,
      labelers: 4,
      hours: 550_000 / 3_600_000,
      secondsPerVote: 550 / 190,
    });
    expect(board).toMatchObject({ simulated: false, estimates: [], confusions: [], gold: { organiser: 0 } });
    expect(await readDecidedUnits(organiser, { campaign })).toEqual({
      sampled: 90,
      complete: true,
      settledByVotes: [0, 0, 0, 60],
      contested: 0,
      open: 30,
    });
  });

  test('by majority it is known what is to go', async () => {
    const forecast = await forecastCampaign(organiser, { campaign });
    expect(forecast).toMatchObject({ votes: 80, low: 80, high: 80, openUnits: 30 });
    expect(forecast.hours?.value).toBeCloseTo((80 * 550) / 190 / 3600, 10);
  });

  test('everybody who voted is listed', async () => {
    const { items } = await labelersOf({ order: 'votes' });
    expect(items.map(({ votes }) => votes)).toEqual([60, 60, 60, 10]);
    expect(items[0]).toMatchObject({ reliability: null, seconds: 3, suspicions: [], withdrawnAt: null });
    expect(await listPlottedLabelers(organiser, { campaign, limit: 100 })).toEqual([]);
  });
});

test('nouns with most to do first, found by their words, a page after the other', async () => {
  const { items, nextCursor } = await nounsOf();
  expect(items).toMatchObject([
    { id: cat, units: 30, settled: 0, votes: 10 },
    { id: dog, units: 60, settled: 60, votes: 180 },
  ]);
  expect(nextCursor).toBeNull();
  expect((await nounsOf({ query: 'DOMESTIC dog' })).items).toMatchObject([{ id: dog }]);
  expect((await nounsOf({ query: '%' })).items).toEqual([]);
  const cursor = Buffer.from(JSON.stringify([30, cat])).toString('base64url');
  expect((await nounsOf({ cursor })).items).toMatchObject([{ id: dog }]);
  expect(listNounsSchema.safeParse({ cursor: 'nonsense' }).success).toBe(false);
});

test('what the last estimate said of people, those against whom something speaks first', async () => {
  const [ada, , , bo] = people as [Person, Person, Person, Person];
  const sentence = 'Answers sooner than anybody can look.';
  await db().campaignLabeler.createMany({
    data: [
      {
        campaignId,
        userId: bo.id,
        reliability: 0.52,
        votes: 10,
        medianMilliseconds: 180,
        goldAsked: 4,
        goldRight: 1,
        suspicions: [{ kind: 'too-fast', evidence: { milliseconds: 180 }, sentence }],
      },
      {
        campaignId,
        userId: ada.id,
        reliability: 0.97,
        votes: 60,
        medianMilliseconds: 2100,
        settled: 60,
        agreed: 60,
      },
    ],
  });
  const { items } = await labelersOf();
  expect(items[0]).toMatchObject({
    id: bo.id,
    seconds: 0.18,
    gold: { asked: 4, right: 1 },
    suspicions: [{ sentence }],
  });
  expect((await labelersOf({ order: 'reliability' })).items.map(({ id }) => id).slice(0, 2)).toEqual([
    bo.id,
    ada.id,
  ]);
  expect((await labelersOf({ query: ada.name.slice(-8) })).items.map(({ id }) => id)).toEqual([ada.id]);
  expect(await listPlottedLabelers(organiser, { campaign, limit: 100 })).toHaveLength(2);
  expect((await getBoard(organiser, { campaign })).labelers).toEqual({ suspected: 1, withdrawn: 0 });
});

test('what a withdrawal would touch', async () => {
  const [ada, , , bo] = people as [Person, Person, Person, Person];
  expect(await readWithdrawal(organiser, { campaign, labeler: ada.id })).toEqual({
    votes: 60,
    units: 60,
    decided: 0,
  });
  expect(await readWithdrawal(organiser, { campaign, labeler: bo.id })).toEqual({
    votes: 10,
    units: 0,
    decided: 0,
  });
  await expect(readWithdrawal(organiser, { campaign, labeler: campaignId })).rejects.toThrow(/no labeler/);
});

test('gold that people fail against whom nothing speaks is doubtful', async () => {
  const [first, second] = (await unitsOf(campaign)).filter(({ synsetId }) => synsetId === dog);
  await db().gold.createMany({
    data: [
      { unitId: first?.id as number, campaignId, synsetId: dog, answer: 'no', origin: 'settled' },
      { unitId: second?.id as number, campaignId, synsetId: dog, answer: 'yes', origin: 'settled' },
    ],
  });
  const { gold, looked, next } = await listDoubtfulGold(organiser, { campaign });
  expect({ looked, next }).toEqual({ looked: 2, next: null });
  expect(gold).toMatchObject([
    { unitId: first?.id, answer: 'no', otherAnswer: 'yes', asked: 3, failed: 3, noun: 'dog' },
  ]);
  expect((await getBoard(organiser, { campaign })).gold).toMatchObject({ settled: 2, inserted: 0 });

  // A held-out image's label is for nobody's eyes.
  const version = await db().datasetVersion.create({
    data: { datasetId: dataset.id, number: 90, state: 'done', options: {}, createdById: organiser.id },
  });
  await db().heldOutLabel.create({
    data: { versionId: version.id, imageId: first?.imageId as number, synsetId: dog, confidence: 1 },
  });
  expect((await listDoubtfulGold(organiser, { campaign })).gold).toEqual([]);
  await db().heldOutLabel.deleteMany({ where: { versionId: version.id } });
  await db().datasetVersion.delete({ where: { id: version.id } });
  await db().gold.deleteMany({ where: { campaignId } });
});

test('pictures of what was taken for another noun', async () => {
  const slug = await makeClassifyCampaign(organiser, dataset, 6);
  const units = (await unitsOf(slug)).sort((a, b) => a.imageId - b.imageId);
  const votes = units.flatMap(({ id }, u) =>
    [0, 1, 2].map((p) => ({
      unitId: id,
      userId: (people[p] as Person).id,
      answer: p === 2 && u < 2 ? cat : dog,
      milliseconds: 900,
    })),
  );
  await recordVotes(organiser, { campaign: slug, votes });
  const word = (id: string) => ({ id, word: id });
  const pairs = [
    { noun: word(cat), other: word(dog), votes: 0 },
    { noun: word(dog), other: word(cat), votes: 2 },
  ];
  const pictures = await listConfusedPictures(organiser, { campaign: slug, pairs });
  const shown = dataset.images.slice(0, 2).map(({ sha256 }) => sha256);
  expect(pictures.map((some) => some.map(({ sha256 }) => sha256))).toEqual([[], shown]);
});

test('contested units that are about some nouns', async () => {
  const review = async (slug: string, nouns: string[]) =>
    (await listReview(organiser, { campaign: slug, nouns })).units.map(({ id }) => id);
  const slug = await makeClassifyCampaign(organiser, dataset, 2, 2);
  const [first, second] = (await unitsOf(slug)).map(({ id }) => id) as [number, number];
  const vote = (unitId: number, p: number, answer: string) => ({
    unitId,
    userId: (people[p] as Person).id,
    answer,
    milliseconds: 900,
  });
  await recordVotes(organiser, {
    campaign: slug,
    votes: [vote(first, 0, dog), vote(first, 1, cat), vote(second, 0, dog), vote(second, 1, 'none')],
  });
  expect(await review(slug, [])).toEqual([first, second]);
  expect(await review(slug, [dog])).toEqual([first, second]);
  expect(await review(slug, [dog, cat])).toEqual([first]);
  const [unit] = await unitsOf(campaign);
  await db().unit.update({ where: { id: unit?.id as number }, data: { state: 'contested' } });
  expect(await review(campaign, [unit?.synsetId as string])).toEqual([unit?.id]);
  expect(await review(campaign, [unit?.synsetId === dog ? cat : dog])).toEqual([]);
});

test('a sample is spread over the campaign, bounded, and the same each time', async () => {
  const { sampled, complete } = await sampleUnits(campaignId, { units: 90, limit: 60 });
  expect(complete).toBe(false);
  expect(sampled.length).toBeGreaterThan(19);
  expect(sampled.length).toBeLessThanOrEqual(60);
  expect(await sampleUnits(campaignId, { units: 90, limit: 60 })).toEqual({ sampled, complete });
});

test('with a target the votes of those that are decided tell what is to go', async () => {
  const own = await makeDataset(organiser, 80);
  const slug = await makeVerifyCampaign(organiser, own, { [dog]: 80 });
  await db().campaign.update({ where: { slug }, data: { targetConfidence: 0.9, votesPerUnit: 7 } });
  const units = await unitsOf(slug);
  const few = await forecastCampaign(organiser, { campaign: slug });
  expect(few).toMatchObject({ votes: null, low: 160, high: 560, from: 0, hours: null });
  for (const { id: unitId } of units.slice(0, 40)) {
    const answer = unitId % 2 ? 'yes' : 'no';
    await db().vote.createMany({
      data: people.slice(0, 2).map((person) => ({ unitId, userId: person.id, answer, milliseconds: 1000 })),
    });
    const done = { state: 'settled', answer, voteCount: 2, wanted: 0, settledAt: new Date() } as const;
    await db().unit.update({ where: { id: unitId }, data: done });
  }
  const told = await forecastCampaign(organiser, { campaign: slug });
  expect(told).toMatchObject({ openUnits: 40, from: 40 });
  expect(told.votes).toBeGreaterThanOrEqual(80);
  expect(told.votes).toBeLessThan(90);
  expect(told.low).toBeLessThanOrEqual(told.votes as number);
  expect(told.high).toBeGreaterThanOrEqual(told.votes as number);
});

test('all of it is for organisers', async () => {
  const labeler = people[0] as Person;
  const input = { campaign };
  for (const look of [getBoard, readDecidedUnits, forecastCampaign, listDoubtfulGold])
    await expect(look(labeler, input)).rejects.toThrow(/organiser/);
  await expect(listNounProgress(labeler, { campaign, ...listNounsSchema.parse({}) })).rejects.toThrow(
    /organiser/,
  );
  await expect(listLabelers(labeler, { campaign, ...listLabelersSchema.parse({}) })).rejects.toThrow(
    /organiser/,
  );
});
