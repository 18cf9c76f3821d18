import { beforeAll, describe, expect, test } from 'vitest';
import type { Person } from '#lib/identity/person';
import { db } from '#lib/infra/db/client';
import {
  animal,
  answerAll,
  assertConsistent,
  dog,
  makeClassifyCampaign,
  makeVerifyCampaign,
} from '#lib/testing/campaigns';
import { makeDataset, type TestDataset } from '#lib/testing/images';
import { makePeople, makePerson } from '#lib/testing/people';
import { castVotes } from './cast-votes.ts';
import { expireLeases } from './expire-leases.ts';
import { leaseUnits } from './lease-units.ts';

let organiser: Person;
let labeler: Person;
let dataset: TestDataset;

beforeAll(async () => {
  organiser = await makePerson('organiser');
  labeler = await makePerson('labeler');
  dataset = await makeDataset(organiser, 60);
});

async function answerPage(person: Person, campaign: string, answer: string, count = 24) {
  const assignment = await leaseUnits(person, { campaign, count });
  if (!assignment) return null;
  return castVotes(person, {
    assignmentId: assignment.id,
    votes: answerAll(assignment.units, answer),
    next: 0,
  });
}

describe('casting', () => {
  test('keeps votes, but gives no more units to who must pass the qualification first', async () => {
    const campaign = await makeVerifyCampaign(organiser, dataset, { [dog]: 12 }, 3);
    const person = await makePerson('labeler');
    const page = await leaseUnits(person, { campaign, count: 2 });
    const vote = (from: number) =>
      castVotes(person, {
        assignmentId: page?.id ?? '',
        votes: answerAll((page?.units ?? []).slice(from, from + 1), 'yes'),
        next: 2,
      });
    expect((await vote(0)).next?.units.length).toBe(2);
    const { id: campaignId } = await db().campaign.update({
      where: { slug: campaign },
      data: { qualificationUnits: 2 },
    });
    const free = await db().unit.findMany({ where: { campaignId, takers: { isEmpty: true } } });
    await db().gold.createMany({
      data: free.map(({ id, synsetId }, index) => ({
        unitId: id,
        campaignId,
        synsetId,
        answer: index % 2 === 0 ? 'yes' : 'no',
        origin: 'organiser' as const,
        quiz: true,
      })),
    });
    expect(await vote(1)).toMatchObject({ outcomes: [{ outcome: 'kept' }], next: null });
  });

  test('settles a unit by majority when it has its votes, and contests a tie', async () => {
    const campaign = await makeVerifyCampaign(organiser, dataset, { [dog]: 4 }, 2);
    const [one, two] = await makePeople(2, 'labeler');
    await answerPage(one as Person, campaign, 'yes');
    const page = await leaseUnits(two as Person, { campaign, count: 24 });
    const ids = (page?.units ?? []).map(({ id }) => id).sort((a, b) => a - b);
    const votes = ids.map((id, index) => ({
      unitId: id,
      answer: index < 3 ? 'yes' : 'no',
      milliseconds: 10,
    }));
    await castVotes(two as Person, { assignmentId: page?.id ?? '', votes, next: 0 });
    const units = await db().unit.findMany({
      where: { campaign: { slug: campaign } },
      orderBy: { id: 'asc' },
    });
    expect(units.map(({ state, answer, confidence }) => ({ state, answer, confidence }))).toEqual([
      ...Array(3).fill({ state: 'settled', answer: 'yes', confidence: 1 }),
      { state: 'contested', answer: null, confidence: null },
    ]);
    await assertConsistent(campaign);
    expect(await db().assignment.findUniqueOrThrow({ where: { id: page?.id ?? '' } })).toMatchObject({
      state: 'answered',
    });
  });

  test('counts the same votes once, however often and however fast they are sent', async () => {
    const campaign = await makeVerifyCampaign(organiser, dataset, { [dog]: 24 });
    const page = await leaseUnits(labeler, { campaign, count: 24 });
    const input = { assignmentId: page?.id ?? '', votes: answerAll(page?.units ?? [], 'yes'), next: 0 };
    const sendings = await Promise.all(Array.from({ length: 6 }, () => castVotes(labeler, input)));
    const outcomes = sendings.flatMap((each) => each.outcomes.map(({ outcome }) => outcome));
    expect(outcomes.filter((outcome) => outcome === 'kept')).toHaveLength(24);
    expect(outcomes.filter((outcome) => outcome === 'repeated')).toHaveLength(5 * 24);
    await assertConsistent(campaign);
  });

  test.each(['votes', 'units', 'leases', 'labeler_days', 'assignments', 'campaign_progress'])(
    'keeps nothing where %s cannot be written, and all when it is sent again',
    async (table) => {
      const campaign = await makeVerifyCampaign(organiser, dataset, { [dog]: 8 }, 1);
      const page = await leaseUnits(labeler, { campaign, count: 8 });
      const input = { assignmentId: page?.id ?? '', votes: answerAll(page?.units ?? [], 'yes'), next: 0 };
      const votes = () => db().vote.count({ where: { unit: { campaign: { slug: campaign } } } });
      await db().$executeRawUnsafe(
        `CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'the disk is full'; END $$`,
      );
      await db().$executeRawUnsafe(
        `CREATE TRIGGER refuses BEFORE INSERT OR UPDATE OR DELETE ON ${table} EXECUTE FUNCTION refuse()`,
      );
      await expect(castVotes(labeler, input)).rejects.toThrow('the disk is full');
      await db().$executeRawUnsafe('DROP FUNCTION refuse CASCADE');
      expect(await votes()).toBe(0);
      await assertConsistent(campaign);

      const { outcomes } = await castVotes(labeler, input);
      expect(new Set(outcomes.map(({ outcome }) => outcome))).toEqual(new Set(['kept']));
      expect(await votes()).toBe(8);
      await assertConsistent(campaign);
    },
  );

  test('lets the first answer stand', async () => {
    const campaign = await makeVerifyCampaign(organiser, dataset, { [dog]: 1 });
    const page = await leaseUnits(labeler, { campaign, count: 1 });
    const cast = (answer: string) =>
      castVotes(labeler, {
        assignmentId: page?.id ?? '',
        votes: answerAll(page?.units ?? [], answer),
        next: 0,
      });
    await cast('yes');
    expect((await cast('no')).outcomes[0]?.outcome).toBe('answered-before');
    const unitId = page?.units[0]?.id ?? 0;
    expect(await db().vote.findMany({ where: { unitId } })).toMatchObject([{ answer: 'yes' }]);
  });

  test('takes votes after the lease is over where they are still needed, else says so', async () => {
    const campaign = await makeVerifyCampaign(organiser, dataset, { [dog]: 2 }, 1);
    const page = await leaseUnits(labeler, { campaign, count: 2 });
    const past = { expiresAt: new Date(Date.now() - 1000) };
    await db().lease.updateMany({ where: { assignmentId: page?.id ?? '' }, data: past });
    await db().assignment.updateMany({ where: { id: page?.id ?? '' }, data: past });
    await expireLeases();
    const other = await makePerson('labeler');
    await answerPage(other, campaign, 'no', 1);
    const late = await castVotes(labeler, {
      assignmentId: page?.id ?? '',
      votes: answerAll(page?.units ?? [], 'yes'),
      next: 0,
    });
    expect(late.outcomes.map(({ outcome }) => outcome).sort()).toEqual(['kept', 'not-needed']);
    await assertConsistent(campaign);
  });

  test('leases the next units in the same request', async () => {
    const campaign = await makeVerifyCampaign(organiser, dataset, { [dog]: 30 });
    const page = await leaseUnits(labeler, { campaign, count: 24 });
    const { next } = await castVotes(labeler, {
      assignmentId: page?.id ?? '',
      votes: answerAll(page?.units ?? [], 'yes'),
      next: 24,
    });
    expect(next?.units).toHaveLength(6);
    await assertConsistent(campaign);
  });

  test('refuses units of other assignments and answers that the campaign does not take', async () => {
    const campaign = await makeVerifyCampaign(organiser, dataset, { [dog]: 2 });
    const page = await leaseUnits(labeler, { campaign, count: 1 });
    const other = await makePerson('labeler');
    const theirs = await leaseUnits(other, { campaign, count: 2 });
    const foreign = theirs?.units.find(({ id }) => id !== page?.units[0]?.id);
    const cast = (unitId: number, answer: string, assignmentId = page?.id ?? '') =>
      castVotes(labeler, { assignmentId, votes: [{ unitId, answer, milliseconds: 1 }], next: 0 });
    await expect(cast(foreign?.id ?? 0, 'yes')).rejects.toMatchObject({ code: 'not-in-assignment' });
    await expect(cast(page?.units[0]?.id ?? 0, 'none')).rejects.toMatchObject({ code: 'bad-answer' });
    await expect(cast(foreign?.id ?? 0, 'yes', theirs?.id)).rejects.toMatchObject({
      code: 'no-such-assignment',
    });
  });

  test('takes nouns below the campaign’s roots for classify, as deep as the labeler can tell', async () => {
    const campaign = await makeClassifyCampaign(organiser, dataset, 4, 1);
    const page = await leaseUnits(labeler, { campaign, count: 4 });
    expect(page?.noun).toBeUndefined();
    const cast = (index: number, answer: string) =>
      castVotes(labeler, {
        assignmentId: page?.id ?? '',
        votes: [{ unitId: page?.units[index]?.id ?? 0, answer, milliseconds: 1 }],
        next: 0,
      });
    for (const [index, answer] of [dog, 'cannot-tell', animal].entries()) await cast(index, answer);
    await expect(cast(3, 'n04524313')).rejects.toMatchObject({ code: 'noun-not-asked' });
    await expect(cast(3, 'n99999999')).rejects.toMatchObject({ code: 'noun-not-asked' });
    await expect(cast(3, 'yes')).rejects.toMatchObject({ code: 'bad-answer' });
    await assertConsistent(campaign);
  });
});
