import { beforeAll, expect, test } from 'vitest';
import { seededRandom } from '#lib/core/random';
import type { Person } from '#lib/identity/person';
import { db } from '#lib/infra/db/client';
import {
  assertConsistent,
  cat,
  dog,
  makeClassifyCampaign,
  makeVerifyCampaign,
  whenSure,
} from '#lib/testing/campaigns';
import { makeDataset, type TestDataset } from '#lib/testing/images';
import { makePeople, makePerson } from '#lib/testing/people';
import { castVotes } from './cast-votes.ts';
import { chooseGoldEverywhere } from './choose-gold.ts';
import { estimateCampaign } from './estimate-campaign.ts';
import { leaseUnits } from './lease-units.ts';

const UNITS = 160;

let organiser: Person;
let dataset: TestDataset;
let people: Person[];

beforeAll(async () => {
  organiser = await makePerson('organiser');
  dataset = await makeDataset(organiser, UNITS);
  people = await makePeople(5, 'labeler');
});

/** Has all work to the end, right in nineteen of twenty, one of them at random; estimates on the way. Gives the truth. */
async function work(campaign: string, [one, two]: readonly [string, string]) {
  const { id: campaignId } = await db().campaign.findUniqueOrThrow({ where: { slug: campaign } });
  const units = await db().unit.findMany({ where: { campaignId }, orderBy: { id: 'asc' } });
  const random = seededRandom('gold of two');
  const truth = new Map(units.map(({ id }) => [id, random.next() < 0.5 ? one : two]));
  for (let round = 0; round < 3; round++) {
    for (const [i, person] of people.entries()) {
      for (let pages = 0; pages < 3; pages++) {
        const page = await leaseUnits(person, { campaign, count: 24 });
        if (!page) break;
        const votes = page.units.map(({ id }) => {
          const right = truth.get(id) as string;
          const wrong = right === one ? two : one;
          return {
            unitId: id,
            answer: random.next() < (i === 4 ? 0.5 : 0.95) ? right : wrong,
            milliseconds: 900,
          };
        });
        await castVotes(person, { assignmentId: page.id, votes, next: 0 });
      }
    }
    await estimateCampaign({ campaignId });
  }
  return { campaignId, truth };
}

test.each(['verify', 'classify'] as const)(
  '%s units that two settled at .95 become gold of both answers',
  async (kind) => {
    const stopping = { ...whenSure(0.95, 7), goldShare: 0.2 };
    const campaign =
      kind === 'verify'
        ? await makeVerifyCampaign(organiser, dataset, { [dog]: UNITS }, stopping)
        : await makeClassifyCampaign(organiser, dataset, UNITS, stopping);
    const answers = kind === 'verify' ? (['yes', 'no'] as const) : ([dog, cat] as const);
    const { campaignId, truth } = await work(campaign, answers);
    await chooseGoldEverywhere();
    const gold = await db().gold.findMany({ where: { campaignId }, include: { unit: true } });
    for (const answer of answers) {
      expect(gold.filter((each) => each.answer === answer).length).toBeGreaterThanOrEqual(5);
    }
    const right = gold.filter(({ unitId, answer }) => truth.get(unitId) === answer).length;
    expect(right / gold.length).toBeGreaterThan(0.9);
    const random = people[4]?.id ?? '';
    const unsure = gold.filter(({ unit }) => (unit.confidence ?? 0) < 0.99).map(({ unitId }) => unitId);
    expect(await db().vote.count({ where: { unitId: { in: unsure }, userId: random } })).toBe(0);
    await assertConsistent(campaign);
    await db().campaign.update({ where: { id: campaignId }, data: { state: 'closed' } });
  },
  60_000,
);

test('a large campaign is looked at in part, another each time', async () => {
  const campaign = await makeVerifyCampaign(
    organiser,
    dataset,
    { [dog]: UNITS },
    { ...whenSure(0.95, 7), goldShare: 1 },
  );
  const { campaignId } = await work(campaign, ['yes', 'no']);
  const counts: number[] = [];
  for (let time = 0; time < 4; time++) {
    await chooseGoldEverywhere(20);
    counts.push(await db().gold.count({ where: { campaignId } }));
  }
  expect(counts[0]).toBeLessThanOrEqual(20);
  expect(counts[3]).toBeGreaterThan(counts[0] ?? 0);
  await assertConsistent(campaign);
}, 60_000);
