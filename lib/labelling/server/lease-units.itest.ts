import { beforeAll, describe, expect, test } from 'vitest';
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
import { castVotes } from './cast-votes.ts';
import { expireLeases } from './expire-leases.ts';
import { leaseUnits } from './lease-units.ts';
import { recordVotes } from './record-votes.ts';
import { returnAssignment } from './return-assignment.ts';
import { takeUpWork } from './take-up-work.ts';

let organiser: Person;
let labeler: Person;
let dataset: TestDataset;

beforeAll(async () => {
  organiser = await makePerson('organiser');
  labeler = await makePerson('labeler');
  dataset = await makeDataset(organiser, 60);
});

describe('leasing', () => {
  test('gives a page of one noun with its definition, and nothing that tells an answer', async () => {
    const campaign = await makeVerifyCampaign(organiser, dataset, { [dog]: 30 });
    const page = await leaseUnits(labeler, { campaign, count: 24 });
    expect(page?.units).toHaveLength(24);
    expect(page?.noun?.words).toContain('dog');
    expect(page?.noun?.gloss).toMatch(/genus Canis/);
    expect(Object.keys(page?.units[0] ?? {}).sort()).toEqual([
      'height',
      'id',
      'imageUrl',
      'synset',
      'thumbUrl',
      'width',
    ]);
    expect(new Set(page?.units.map(({ synset }) => synset))).toEqual(new Set([dog]));
    expect(new Date(page?.expiresAt ?? 0).getTime()).toBeGreaterThan(Date.now());
    await assertConsistent(campaign);
  });

  test('never gives a unit that the labeler holds or has answered, and ends when nothing is left', async () => {
    const campaign = await makeVerifyCampaign(organiser, dataset, { [dog]: 30 });
    const first = await leaseUnits(labeler, { campaign, count: 24 });
    const second = await leaseUnits(labeler, { campaign, count: 24 });
    expect(second?.units).toHaveLength(6);
    expect(await leaseUnits(labeler, { campaign, count: 24 })).toBeNull();
    const ids = [...(first?.units ?? []), ...(second?.units ?? [])].map(({ id }) => id);
    expect(new Set(ids).size).toBe(30);
    for (const page of [first, second]) {
      await castVotes(labeler, {
        assignmentId: page?.id ?? '',
        votes: answerAll(page?.units ?? [], 'yes'),
        next: 0,
      });
    }
    expect(await leaseUnits(labeler, { campaign, count: 24 })).toBeNull();
    await assertConsistent(campaign);
  });

  test('never leases beyond the votes that a unit still needs', async () => {
    const campaign = await makeVerifyCampaign(organiser, dataset, { [dog]: 5 }, 2);
    const [one, two, three] = await makePeople(3, 'labeler');
    expect((await leaseUnits(one as Person, { campaign, count: 24 }))?.units).toHaveLength(5);
    expect((await leaseUnits(two as Person, { campaign, count: 24 }))?.units).toHaveLength(5);
    expect(await leaseUnits(three as Person, { campaign, count: 24 })).toBeNull();
    await assertConsistent(campaign);
  });

  test('gives units closest to settling first: the surest, then those with most votes', async () => {
    const campaign = await makeVerifyCampaign(organiser, dataset, { [dog]: 60 }, 5);
    const ids = (
      await db().unit.findMany({ where: { campaign: { slug: campaign } }, orderBy: { id: 'asc' } })
    ).map(({ id }) => id);
    const [surest, sure, voted] = [ids.slice(50), ids.slice(40, 50), ids.slice(30, 40)];
    await db().unit.updateMany({ where: { id: { in: surest } }, data: { confidence: 0.9 } });
    await db().unit.updateMany({ where: { id: { in: sure } }, data: { confidence: 0.6 } });
    const votes = voted.map((unitId) => ({ unitId, userId: organiser.id, answer: 'yes', milliseconds: 0 }));
    await recordVotes(organiser, { campaign, votes });
    for (const expected of [surest, sure, voted, ids.slice(0, 10)]) {
      const page = await leaseUnits(labeler, { campaign, count: 10 });
      expect(page?.units.map(({ id }) => id).sort((a, b) => a - b)).toEqual(expected);
    }
  });

  test('gives the same where images of others are held out', async () => {
    const own = await makeDataset(organiser, 30);
    const campaign = await makeVerifyCampaign(organiser, own, { [dog]: 30 }, 5);
    const last = await db().unit.findMany({
      where: { campaign: { slug: campaign } },
      orderBy: { id: 'desc' },
      take: 5,
    });
    const [held, ...surest] = last;
    await db().unit.updateMany({
      where: { id: { in: last.map(({ id }) => id) } },
      data: { confidence: 0.9 },
    });
    const version = { datasetId: own.id, number: 1, options: {}, createdById: organiser.id };
    const { id } = await db().datasetVersion.create({ data: version });
    await db().heldOutLabel.create({
      data: { versionId: id, imageId: held?.imageId ?? 0, synsetId: dog, confidence: 1 },
    });
    const page = await leaseUnits(labeler, { campaign, count: 4 });
    expect(new Set(page?.units.map((unit) => unit.id))).toEqual(new Set(surest.map((unit) => unit.id)));
    expect((await leaseUnits(labeler, { campaign, count: 48 }))?.units).toHaveLength(25);
  });

  test('shows a page in an order of its own, the same whenever it is taken up again', async () => {
    const campaign = await makeVerifyCampaign(organiser, dataset, { [dog]: 48 });
    const [one, two] = await makePeople(2, 'labeler');
    const page = await leaseUnits(one as Person, { campaign, count: 48 });
    const other = await leaseUnits(two as Person, { campaign, count: 48 });
    const ids = page?.units.map(({ id }) => id) ?? [];
    expect(ids).not.toEqual([...ids].sort((a, b) => a - b));
    expect(ids).not.toEqual(other?.units.map(({ id }) => id));
    expect((await db().assignment.findUniqueOrThrow({ where: { id: page?.id ?? '' } })).unitIds).toEqual(ids);
    const [again] = await takeUpWork(one as Person, { campaign, count: 48 });
    expect(again?.units.map(({ id }) => id)).toEqual(ids);
  });

  test('stays with a noun for four pages, then gives another by lot', async () => {
    const nouns = { [dog]: 60, [cat]: 60 };
    let changes = 0;
    for (const person of await makePeople(8, 'labeler')) {
      const campaign = await makeVerifyCampaign(organiser, dataset, nouns);
      let noun: string | undefined;
      let pages = 4;
      for (let page = 0; page < 12; page++) {
        const leased = await leaseUnits(person, { campaign, count: 5 });
        expect(leased?.units).toHaveLength(5);
        if (leased?.noun?.id !== noun) {
          expect(pages).toBeGreaterThanOrEqual(4);
          changes += Number(noun !== undefined);
          pages = 0;
        }
        noun = leased?.noun?.id;
        pages++;
      }
    }
    expect(changes).toBeGreaterThan(0);
  });

  test('refuses a labeler whose votes were withdrawn', async () => {
    const campaign = await makeVerifyCampaign(organiser, dataset, { [dog]: 5 });
    const person = await makePerson('labeler');
    const { id } = await db().campaign.findUniqueOrThrow({ where: { slug: campaign } });
    await db().campaignLabeler.create({
      data: { campaignId: id, userId: person.id, withdrawnAt: new Date(), confusion: [] },
    });
    await expect(leaseUnits(person, { campaign, count: 5 })).rejects.toMatchObject({
      code: 'votes-withdrawn',
    });
    await expect(takeUpWork(person, { campaign, count: 5 })).rejects.toMatchObject({
      code: 'votes-withdrawn',
    });
  });

  test('gives back what a labeler returns, once', async () => {
    const campaign = await makeVerifyCampaign(organiser, dataset, { [dog]: 5 }, 1);
    const page = await leaseUnits(labeler, { campaign, count: 24 });
    await castVotes(labeler, {
      assignmentId: page?.id ?? '',
      votes: answerAll(page?.units.slice(0, 2) ?? [], 'no'),
      next: 0,
    });
    const other = await makePerson('labeler');
    expect(await leaseUnits(other, { campaign, count: 24 })).toBeNull();
    expect(await returnAssignment(labeler, { assignmentId: page?.id ?? '' })).toEqual({ returned: 3 });
    expect(await returnAssignment(labeler, { assignmentId: page?.id ?? '' })).toEqual({ returned: 0 });
    expect((await leaseUnits(other, { campaign, count: 24 }))?.units).toHaveLength(3);
    await assertConsistent(campaign);
  });

  test('refuses to return what is all answered, and what is another’s', async () => {
    const campaign = await makeVerifyCampaign(organiser, dataset, { [dog]: 2 });
    const page = await leaseUnits(labeler, { campaign, count: 2 });
    const assignmentId = page?.id ?? '';
    const other = await makePerson('labeler');
    await expect(returnAssignment(other, { assignmentId })).rejects.toMatchObject({
      code: 'no-such-assignment',
    });
    await castVotes(labeler, { assignmentId, votes: answerAll(page?.units ?? [], 'yes'), next: 0 });
    await expect(returnAssignment(labeler, { assignmentId })).rejects.toMatchObject({
      code: 'assignment-step',
    });
  });

  test('brings expired leases back, by the job and for whoever would go without', async () => {
    const campaign = await makeVerifyCampaign(organiser, dataset, { [dog]: 6 }, 1);
    const page = await leaseUnits(labeler, { campaign, count: 3 });
    const second = await leaseUnits(labeler, { campaign, count: 3 });
    const past = { expiresAt: new Date(Date.now() - 1000) };
    await db().assignment.update({ where: { id: page?.id ?? '' }, data: past });
    await db().lease.updateMany({ where: { assignmentId: page?.id ?? '' }, data: past });
    expect(await expireLeases()).toEqual({ leases: 3, assignments: 1 });
    await assertConsistent(campaign);

    const other = await makePerson('labeler');
    expect((await leaseUnits(other, { campaign, count: 24 }))?.units).toHaveLength(3);
    expect(await leaseUnits(other, { campaign, count: 24 })).toBeNull();
    await db().lease.updateMany({ where: { assignmentId: second?.id ?? '' }, data: past });
    expect((await leaseUnits(other, { campaign, count: 24 }))?.units).toHaveLength(3);
    await assertConsistent(campaign);
  });

  test('is for labelers, on campaigns that are there and open', async () => {
    const campaign = await makeVerifyCampaign(organiser, dataset, { [dog]: 1 });
    await expect(leaseUnits(null, { campaign, count: 1 })).rejects.toMatchObject({ code: 'sign-in-needed' });
    const researcher = await makePerson('researcher');
    await expect(leaseUnits(researcher, { campaign, count: 1 })).rejects.toMatchObject({
      code: 'role-needed',
    });
    await expect(leaseUnits(labeler, { campaign: 'nowhere', count: 1 })).rejects.toMatchObject({
      code: 'no-such-campaign',
    });
    await db().campaign.update({ where: { slug: campaign }, data: { state: 'closed' } });
    await expect(leaseUnits(labeler, { campaign, count: 1 })).rejects.toMatchObject({
      code: 'campaign-closed',
    });
  });
});

describe('one alone', () => {
  test('is given every unit once, also past the head of the queue and behind what they did last', async () => {
    const long = await makeDataset(organiser, 330);
    const campaign = await makeClassifyCampaign(organiser, long, 330);
    const given: number[] = [];
    let returned = 0;
    for (;;) {
      const page = await leaseUnits(labeler, { campaign, count: 48 });
      if (!page) break;
      if (given.length >= 48 && returned === 0) {
        returned = (await returnAssignment(labeler, { assignmentId: page.id })).returned;
        const [later, back] = [
          await leaseUnits(labeler, { campaign, count: 48 }),
          await leaseUnits(labeler, { campaign, count: 48 }),
        ];
        for (const each of [back, later]) {
          given.push(...(each?.units ?? []).map(({ id }) => id));
          await castVotes(labeler, {
            assignmentId: each?.id ?? '',
            votes: answerAll(each?.units ?? [], dog),
            next: 0,
          });
        }
        continue;
      }
      given.push(...page.units.map(({ id }) => id));
      await castVotes(labeler, { assignmentId: page.id, votes: answerAll(page.units, dog), next: 0 });
    }
    expect(returned).toBe(48);
    expect(given).toHaveLength(330);
    expect(new Set(given).size).toBe(330);
    await assertConsistent(campaign);
  });
});
