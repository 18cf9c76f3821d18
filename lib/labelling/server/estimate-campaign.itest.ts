import { beforeAll, describe, expect, test } from 'vitest';
import { seededRandom } from '#lib/core/random';
import type { Person } from '#lib/identity/person';
import { db } from '#lib/infra/db/client';
import {
  animal,
  assertConsistent,
  byMajority,
  cat,
  dog,
  makeVerifyCampaign,
  type Stopping,
  whenSure,
} from '#lib/testing/campaigns';
import { makeDataset, type TestDataset } from '#lib/testing/images';
import { makePeople, makePerson } from '#lib/testing/people';
import { askOpinion } from './ask-opinion.ts';
import { decideUnit } from './decide-unit.ts';
import { estimateCampaign } from './estimate-campaign.ts';
import { findDueEstimates } from './find-due-estimates.ts';
import { recordVotes } from './record-votes.ts';
import { requestEstimate } from './request-estimate.ts';

const UNITS = 80;

let organiser: Person;
let dataset: TestDataset;
let people: Person[];

beforeAll(async () => {
  organiser = await makePerson('organiser');
  dataset = await makeDataset(organiser, UNITS);
  people = await makePeople(8, 'labeler');
});

const unitsOf = (slug: string) =>
  db().unit.findMany({ where: { campaign: { slug } }, orderBy: { id: 'asc' } });
const labelsOf = async (slug: string) =>
  (await unitsOf(slug)).map(({ id, state, answer, confidence, wanted, voteCount }) => ({
    id,
    state,
    answer,
    confidence,
    wanted,
    voteCount,
  }));

/** A campaign in which half of the people answer by lot: a round of votes of everybody, while units take them. */
async function makeCrowded(stopping: Stopping = whenSure(0.95, 6)) {
  const campaign = await makeVerifyCampaign(organiser, dataset, { [dog]: UNITS }, stopping);
  const random = seededRandom('crowded');
  const units = await unitsOf(campaign);
  const truth = units.map((_, index) => (index % 2 === 0 ? 'yes' : 'no'));
  for (const p of [0, 4, 1, 5, 2, 6, 3, 7]) {
    const { id: userId } = people[p] as Person;
    const votes = units.flatMap(({ id: unitId }, index) => {
      if (random.next() < 0.3) return [];
      const right = p < 4 ? random.next() < 0.97 : random.next() < 0.5;
      const said = right ? truth[index] : truth[index] === 'yes' ? 'no' : 'yes';
      return [{ unitId, userId, answer: said as string, milliseconds: 300 + 100 * p }];
    });
    await recordVotes(organiser, { campaign, votes });
  }
  const { id: campaignId } = await db().campaign.findUniqueOrThrow({ where: { slug: campaign } });
  return { campaign, campaignId, truth };
}

describe('an estimate', () => {
  test('finds who is reliable, brings units to what that makes of them, and says what it changed', async () => {
    const { campaign, campaignId } = await makeCrowded();
    const before = await unitsOf(campaign);
    const id = await estimateCampaign({ campaignId });
    await assertConsistent(campaign);
    const after = await unitsOf(campaign);
    const estimate = await db().estimate.findUniqueOrThrow({ where: { id: id ?? 0 } });
    expect(estimate).toMatchObject({
      labelers: 8,
      votes: before.reduce((sum, { voteCount }) => sum + voteCount, 0),
    });
    expect(estimate.alpha).toBeGreaterThan(0);
    const stepped = (from: string, to: string) =>
      before.filter((unit, i) => unit.state === from && after[i]?.state === to).length;
    expect(estimate.settled).toBe(stepped('open', 'settled') + stepped('contested', 'settled'));
    expect(estimate.reopened).toBe(stepped('settled', 'open') + stepped('contested', 'open'));
    expect(estimate.contested).toBe(stepped('open', 'contested') + stepped('settled', 'contested'));
    expect(estimate.reopened + estimate.contested).toBeGreaterThan(0);
    const changes = await db().labelChange.findMany({ where: { cause: 'estimate', unit: { campaignId } } });
    expect(changes).toHaveLength(
      estimate.settled + estimate.reopened + estimate.contested + estimate.relabelled,
    );
    expect(changes.every(({ userId }) => userId === null)).toBe(true);

    const labelers = await db().campaignLabeler.findMany({ where: { campaignId } });
    const of = (person: Person | undefined) => labelers.find(({ userId }) => userId === person?.id);
    const mean = (of4: readonly Person[]) =>
      of4.reduce((sum, each) => sum + (of(each)?.reliability ?? 0), 0) / 4;
    expect(mean(people.slice(0, 4))).toBeGreaterThan(mean(people.slice(4)) + 0.15);
    expect(of(people[2])?.medianMilliseconds).toBe(500);
    expect(of(people[0])?.confusion).toHaveLength(2);
    expect(of(people[0])?.votes).toBe(
      await db().vote.count({ where: { userId: people[0]?.id ?? '', unit: { campaignId } } }),
    );
  });

  test('changes nothing the second time, nor when two are asked for at once', async () => {
    const { campaign, campaignId } = await makeCrowded();
    await estimateCampaign({ campaignId });
    const once = await labelsOf(campaign);
    const again = await Promise.all([1, 2, 3].map(() => estimateCampaign({ campaignId })));
    expect(again.filter((id) => id !== null).length).toBeGreaterThanOrEqual(1);
    expect(await labelsOf(campaign)).toEqual(once);
    for (const id of again.filter((each) => each !== null)) {
      expect(await db().estimate.findUniqueOrThrow({ where: { id: id as number } })).toMatchObject({
        settled: 0,
        reopened: 0,
        contested: 0,
        relabelled: 0,
      });
    }
  });

  test('is gone on with where it was stopped', async () => {
    const { campaign, campaignId } = await makeCrowded();
    const stopped = new AbortController();
    stopped.abort();
    await expect(estimateCampaign({ campaignId }, stopped.signal)).rejects.toThrow(/abort/i);
    await assertConsistent(campaign);
    expect(await estimateCampaign({ campaignId })).not.toBeNull();
    await assertConsistent(campaign);
    expect(
      await db().labelChange.count({ where: { cause: 'estimate', unit: { campaignId } } }),
    ).toBeGreaterThan(0);
  });

  test('leaves labels of a campaign by majority, and those that organisers gave', async () => {
    const fixed = await makeCrowded(byMajority(3));
    const before = await labelsOf(fixed.campaign);
    await estimateCampaign({ campaignId: fixed.campaignId });
    expect(await labelsOf(fixed.campaign)).toEqual(before);
    expect(await db().campaignLabeler.count({ where: { campaignId: fixed.campaignId } })).toBeGreaterThan(4);

    const { campaign, campaignId, truth } = await makeCrowded();
    const units = await unitsOf(campaign);
    const wrong = units
      .map((unit, index) => ({ unitId: unit.id, answer: truth[index] === 'yes' ? 'no' : 'yes' }))
      .slice(0, 5);
    for (const each of wrong) await decideUnit(organiser, { ...each, note: '' });
    await estimateCampaign({ campaignId });
    const decided = await db().unit.findMany({
      where: { id: { in: wrong.map(({ unitId }) => unitId) } },
      orderBy: { id: 'asc' },
    });
    expect(decided.map(({ answer, confidence }) => [answer, confidence])).toEqual(
      wrong.map(({ answer }) => [answer, 1]),
    );
    await assertConsistent(campaign);
  });

  test('counts what nouns are taken for', async () => {
    const own = await makeDataset(organiser, 6);
    const campaign = await makeVerifyCampaign(organiser, own, { [dog]: 6, [cat]: 6 }, byMajority(3));
    const { id: campaignId } = await db().campaign.findUniqueOrThrow({ where: { slug: campaign } });
    const units = await unitsOf(campaign);
    // All images show dogs; one of three takes them for cats.
    const votes = people.slice(0, 3).flatMap(({ id: userId }, p) =>
      units.map(({ id: unitId, synsetId }) => ({
        unitId,
        userId,
        answer: synsetId === dog || p === 0 ? 'yes' : 'no',
        milliseconds: 5,
      })),
    );
    await recordVotes(organiser, { campaign, votes });
    await estimateCampaign({ campaignId });
    expect(await db().nounConfusion.findMany({ where: { campaignId } })).toEqual([
      { campaignId, synsetId: dog, otherId: cat, votes: 6 },
    ]);

    // Again writes no row that stays as it is.
    const written = async () => {
      const of = (table: string) =>
        db().$queryRawUnsafe(
          `SELECT xmin::text FROM ${table} WHERE campaign_id = $1::uuid ORDER BY 1`,
          campaignId,
        );
      return [await of('noun_confusions'), await of('campaign_labelers'), await of('units')];
    };
    const before = await written();
    await estimateCampaign({ campaignId });
    expect(await written()).toEqual(before);
    await db().nounConfusion.updateMany({ where: { campaignId }, data: { otherId: animal } });
    await estimateCampaign({ campaignId });
    expect(await db().nounConfusion.findMany({ where: { campaignId } })).toEqual([
      { campaignId, synsetId: dog, otherId: cat, votes: 6 },
    ]);
  });

  test('is due once there are votes enough, and when an organiser asks', async () => {
    const { campaign } = await makeCrowded();
    expect(await findDueEstimates()).toBeGreaterThan(0);
    await expect(requestEstimate(people[0] as Person, { campaign })).rejects.toMatchObject({
      code: 'role-needed',
    });
    expect(await requestEstimate(organiser, { campaign })).toEqual({ campaign, state: 'queued' });
    const { id: campaignId } = await db().campaign.findUniqueOrThrow({ where: { slug: campaign } });
    await db().campaign.updateMany({ where: { slug: { not: campaign } }, data: { state: 'closed' } });
    await estimateCampaign({ campaignId });
    expect(await findDueEstimates()).toBe(0);
  });

  test('is not due again for votes on what became gold since', async () => {
    const { campaign, campaignId } = await makeCrowded();
    await db().campaign.updateMany({ where: { slug: { not: campaign } }, data: { state: 'closed' } });
    const settled = (await unitsOf(campaign)).filter(({ state }) => state === 'settled').slice(0, 30);
    await db().gold.createMany({
      data: settled.map(({ id, synsetId, answer }) => ({
        unitId: id,
        campaignId,
        synsetId,
        answer: answer ?? '',
        origin: 'settled' as const,
      })),
    });
    await estimateCampaign({ campaignId });
    expect(await findDueEstimates()).toBe(0);
    await db().estimate.updateMany({ where: { campaignId }, data: { at: new Date(0) } });
    expect(await findDueEstimates()).toBe(0);
  });
});

describe('a second opinion', () => {
  test('opens a unit for two votes more, once, and waits for one of them', async () => {
    const { campaign, campaignId } = await makeCrowded(whenSure(0.95, 4));
    await estimateCampaign({ campaignId });
    const settled = (await unitsOf(campaign)).find(({ state }) => state === 'settled');
    const contested = (await unitsOf(campaign)).find(({ state }) => state === 'contested');
    for (const unit of [settled, contested]) {
      const unitId = unit?.id ?? 0;
      const opened = await askOpinion(organiser, { unitId, note: 'Looks odd' });
      expect(opened).toMatchObject({ state: 'open', answer: null, votesAsked: 2 });
      expect(await askOpinion(organiser, { unitId, note: '' })).toEqual({ ...opened, votesAsked: 0 });
      expect(await db().unit.findUniqueOrThrow({ where: { id: unitId } })).toMatchObject({
        extraVotes: 2,
        wanted: 1,
      });
    }
    expect(
      await db().labelChange.findFirst({ where: { unitId: settled?.id ?? 0 }, orderBy: { id: 'desc' } }),
    ).toMatchObject({
      cause: 'opinion',
      userId: organiser.id,
      fromState: 'settled',
      note: 'Looks odd',
    });
    await estimateCampaign({ campaignId });
    expect(await db().unit.findUniqueOrThrow({ where: { id: settled?.id ?? 0 } })).toMatchObject({
      state: 'open',
    });
    await assertConsistent(campaign);
    await expect(
      askOpinion(people[0] as Person, { unitId: settled?.id ?? 0, note: '' }),
    ).rejects.toMatchObject({
      code: 'role-needed',
    });
  });
});
