import { beforeAll, expect, test } from 'vitest';
import type { Person } from '#lib/identity/person';
import { db } from '#lib/infra/db/client';
import {
  answerAll,
  assertConsistent,
  cat,
  dog,
  makeClassifyCampaign,
  makeVerifyCampaign,
} from '#lib/testing/campaigns';
import { makeDataset, type TestDataset } from '#lib/testing/images';
import { makePeople, makePerson } from '#lib/testing/people';
import type { Assignment } from '../assignment.ts';
import { askOpinion } from './ask-opinion.ts';
import { askOpinions } from './ask-opinions.ts';
import { castVotes } from './cast-votes.ts';
import { closeCampaign } from './close-campaign.ts';
import { decideUnit } from './decide-unit.ts';
import { leaseUnits } from './lease-units.ts';
import { listReview } from './list-review.ts';

let organiser: Person;
let ada: Person;
let bob: Person;
let dataset: TestDataset;

beforeAll(async () => {
  organiser = await makePerson('organiser');
  [ada, bob] = (await makePeople(2, 'labeler')) as [Person, Person];
  dataset = await makeDataset(organiser, 30);
});

async function answer(
  person: Person,
  campaign: string,
  said: (unitId: number) => string,
  pages = 1,
): Promise<number[]> {
  const ids: number[] = [];
  for (let page = 0; page < pages; page++) {
    const leased = (await leaseUnits(person, { campaign, count: 30 })) as Assignment;
    const votes = leased.units.flatMap((unit) => answerAll([unit], said(unit.id)));
    await castVotes(person, { assignmentId: leased.id, votes, next: 0 });
    ids.push(...votes.map(({ unitId }) => unitId));
  }
  return ids.sort((a, b) => a - b);
}

/** A campaign whose 30 dogs and 5 cats Ada and Bob answered differently. */
async function contest(): Promise<string> {
  const campaign = await makeVerifyCampaign(organiser, dataset, { [dog]: 30, [cat]: 5 }, 2);
  await answer(ada, campaign, () => 'yes', 2);
  await answer(bob, campaign, () => 'no', 2);
  return campaign;
}

const ask = (campaign: string, question: string[], note = '') =>
  askOpinions(organiser, { campaign, question, note });
const unitsOf = (slug: string, synsetId: string) =>
  db().unit.findMany({
    where: { campaign: { slug }, synsetId },
    orderBy: { id: 'asc' },
    include: { changes: { orderBy: { id: 'asc' } } },
  });
const codeOf = (asked: Promise<unknown>) =>
  asked.then(
    () => 'done',
    (error) => error.code,
  );

test('asks about all contested units of a noun, on further pages too, and about no others', async () => {
  const campaign = await contest();
  const { units, questions } = await listReview(organiser, { campaign });
  expect(units).toHaveLength(24);
  expect(questions).toEqual([{ question: [dog], contested: 30 }]);
  const decided = units[0]?.id as number;
  await decideUnit(organiser, { unitId: decided, answer: 'yes', note: '' });

  const asked = await ask(campaign, [dog], 'Puppies?');
  expect(asked.votesAsked).toBe(58);
  const dogs = await unitsOf(campaign, dog);
  expect(asked.unitIds).toEqual(dogs.map(({ id }) => id).filter((id) => id !== decided));
  for (const unit of dogs.filter(({ id }) => id !== decided)) {
    expect(unit).toMatchObject({ state: 'open', answer: null, wanted: 2, extraVotes: 2 });
    expect(unit.changes).toMatchObject([
      { cause: 'opinion', userId: organiser.id, fromState: 'contested', toState: 'open', note: 'Puppies?' },
    ]);
  }
  expect(dogs.find(({ id }) => id === decided)).toMatchObject({ state: 'settled', answer: 'yes' });
  expect((await unitsOf(campaign, cat)).every(({ state }) => state === 'contested')).toBe(true);
  await assertConsistent(campaign);

  // Again asks nobody twice.
  expect(await ask(campaign, [dog])).toEqual({ unitIds: [], votesAsked: 0 });
  await assertConsistent(campaign);
});

test('asked by two at once, or after it was done in part, asks once', async () => {
  const campaign = await contest();
  const [first] = await unitsOf(campaign, dog);
  await askOpinion(organiser, { unitId: first?.id as number, note: '' });
  const both = await Promise.all([ask(campaign, [dog]), ask(campaign, [dog])]);
  expect(both.reduce((sum, { votesAsked }) => sum + votesAsked, 0)).toBe(58);
  const dogs = await unitsOf(campaign, dog);
  expect(dogs.every(({ extraVotes, changes }) => extraVotes === 2 && changes.length === 1)).toBe(true);
  await assertConsistent(campaign);
});

test('of a classify campaign asks about those torn between the same two answers', async () => {
  const campaign = await makeClassifyCampaign(organiser, dataset, 6, 2);
  const ids = await answer(ada, campaign, () => dog);
  const torn = ids.slice(0, 4);
  await answer(bob, campaign, (id) => (torn.includes(id) ? cat : 'none'));
  expect((await listReview(organiser, { campaign, nouns: [cat] })).questions).toEqual([
    { question: [dog, cat], contested: 4 },
  ]);
  expect(await ask(campaign, [cat, dog])).toEqual({ unitIds: torn, votesAsked: 8 });
  const { units, questions } = await listReview(organiser, { campaign });
  expect(units.map(({ id }) => id)).toEqual(ids.slice(4));
  expect(questions).toEqual([{ question: [dog, 'none'], contested: 2 }]);
  await assertConsistent(campaign);
});

test('is for organisers, of campaigns that there are and that are open', async () => {
  const campaign = await contest();
  const question = { campaign, question: [dog], note: '' };
  expect(await codeOf(askOpinions(null, question))).toBe('sign-in-needed');
  expect(await codeOf(askOpinions(ada, question))).toBe('role-needed');
  expect(await codeOf(ask('no-such-one', [dog]))).toBe('no-such-campaign');
  await closeCampaign(organiser, campaign);
  expect(await codeOf(ask(campaign, [dog]))).toBe('campaign-closed');
  expect((await unitsOf(campaign, dog)).every(({ extraVotes }) => extraVotes === 0)).toBe(true);
});
