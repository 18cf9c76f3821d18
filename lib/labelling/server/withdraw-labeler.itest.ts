import { beforeAll, describe, expect, test } from 'vitest';
import { seededRandom } from '#lib/core/random';
import type { Person } from '#lib/identity/person';
import { db } from '#lib/infra/db/client';
import {
  answerAll,
  assertConsistent,
  byMajority,
  dog,
  makeVerifyCampaign,
  type Stopping,
  whenSure,
} from '#lib/testing/campaigns';
import { makeDataset, type TestDataset } from '#lib/testing/images';
import { makePeople, makePerson } from '#lib/testing/people';
import { castVotes } from './cast-votes.ts';
import { leaseUnits } from './lease-units.ts';
import { moveVotes } from './move-votes.ts';
import { recordVotes } from './record-votes.ts';
import { recoverMoves } from './recover-moves.ts';
import { restoreLabeler, withdrawLabeler } from './withdraw-labeler.ts';

let organiser: Person;
let dataset: TestDataset;
let people: Person[];

beforeAll(async () => {
  organiser = await makePerson('organiser');
  dataset = await makeDataset(organiser, 40);
  people = await makePeople(6, 'labeler');
});

const spammer = () => people[0] as Person;

async function makeVoted(stopping: Stopping) {
  const campaign = await makeVerifyCampaign(organiser, dataset, { [dog]: 40 }, stopping);
  const { id: campaignId } = await db().campaign.findUniqueOrThrow({ where: { slug: campaign } });
  const units = await db().unit.findMany({ where: { campaignId } });
  const random = seededRandom('withdrawn');
  for (const { id: userId } of people.slice(0, 4)) {
    const votes = units.map(({ id: unitId }) => ({
      unitId,
      userId,
      answer: random.next() < 0.7 ? 'yes' : 'no',
      milliseconds: 100,
    }));
    await recordVotes(organiser, { campaign, votes });
  }
  return { campaign, campaignId, labeler: { campaignId, userId: spammer().id } };
}

/** Units and votes of a campaign as they stand, but for when. */
async function snapshot(campaignId: string) {
  const units = await db().unit.findMany({
    where: { campaignId },
    orderBy: { id: 'asc' },
    omit: { settledAt: true },
  });
  const votes = await db().vote.findMany({
    where: { unit: { campaignId } },
    orderBy: [{ unitId: 'asc' }, { userId: 'asc' }],
  });
  return { units: units.map((unit) => ({ ...unit, takers: [...unit.takers].sort() })), votes };
}

describe.each([
  ['with a target confidence', whenSure(0.95, 5)],
  ['by majority', byMajority(3)],
] as const)('%s', (_, stopping) => {
  test('votes are withdrawn and restored to the row, and units decided anew each time', async () => {
    const { campaign, campaignId, labeler } = await makeVoted(stopping);
    const before = await snapshot(campaignId);
    const given = before.votes.filter(({ userId }) => userId === spammer().id);
    expect(given.length).toBeGreaterThan(20);
    const { withdrawnAt } = await withdrawLabeler(organiser, {
      campaign,
      userId: spammer().id,
      reason: 'By lot',
    });
    expect(
      (await withdrawLabeler(organiser, { campaign, userId: spammer().id, reason: 'Twice' })).withdrawnAt,
    ).toBe(withdrawnAt);
    expect(await moveVotes(labeler)).toBe(given.length);
    expect(await moveVotes(labeler)).toBe(0);
    await assertConsistent(campaign);
    const without = await snapshot(campaignId);
    expect(without.votes).toEqual(before.votes.filter(({ userId }) => userId !== spammer().id));
    expect(
      await db().withdrawnVote.findMany({
        where: { userId: spammer().id, unit: { campaignId } },
        orderBy: { unitId: 'asc' },
      }),
    ).toEqual(given);
    expect(without.units.some(({ state }, i) => state !== before.units[i]?.state)).toBe(true);
    const changes = await db().labelChange.findMany({ where: { unit: { campaignId } } });
    expect(new Set(changes.map(({ cause, userId }) => `${cause} ${userId}`))).toEqual(
      new Set([`withdrawal ${organiser.id}`]),
    );

    await restoreLabeler(organiser, { campaign, userId: spammer().id });
    expect(await moveVotes(labeler)).toBe(given.length);
    expect(await snapshot(campaignId)).toEqual(before);
    await assertConsistent(campaign);
  });

  test('a move that was stopped is gone on with, and found by the upkeep', async () => {
    const { campaign, campaignId, labeler } = await makeVoted(stopping);
    const before = await snapshot(campaignId);
    await withdrawLabeler(organiser, { campaign, userId: spammer().id, reason: 'By lot' });
    const stopped = new AbortController();
    stopped.abort();
    await expect(moveVotes(labeler, stopped.signal)).rejects.toThrow(/abort/i);
    expect(await recoverMoves()).toBeGreaterThanOrEqual(1);
    // Restored before anything was moved, and withdrawn once more by two workers at once.
    await restoreLabeler(organiser, { campaign, userId: spammer().id });
    expect(await moveVotes(labeler)).toBe(0);
    await withdrawLabeler(organiser, { campaign, userId: spammer().id, reason: 'After all' });
    await Promise.all([moveVotes(labeler), moveVotes(labeler)]);
    await assertConsistent(campaign);
    await restoreLabeler(organiser, { campaign, userId: spammer().id });
    await Promise.all([moveVotes(labeler), moveVotes(labeler)]);
    expect(await snapshot(campaignId)).toEqual(before);
  });
});

test('who is withdrawn leases and votes no more, and what they held goes to others', async () => {
  const campaign = await makeVerifyCampaign(organiser, dataset, { [dog]: 5 }, whenSure(0.95, 5));
  const { id: campaignId } = await db().campaign.findUniqueOrThrow({ where: { slug: campaign } });
  const page = await leaseUnits(spammer(), { campaign, count: 5 });
  const units = page?.units ?? [];
  await castVotes(spammer(), {
    assignmentId: page?.id ?? '',
    votes: answerAll(units.slice(0, 2), 'yes'),
    next: 0,
  });
  await withdrawLabeler(organiser, { campaign, userId: spammer().id, reason: 'By lot' });
  const refused = expect.objectContaining({ code: 'votes-withdrawn' });
  await expect(
    castVotes(spammer(), { assignmentId: page?.id ?? '', votes: answerAll(units.slice(2), 'yes'), next: 0 }),
  ).rejects.toEqual(refused);
  await expect(leaseUnits(spammer(), { campaign, count: 5 })).rejects.toEqual(refused);
  await moveVotes({ campaignId, userId: spammer().id });
  expect(await db().lease.count({ where: { userId: spammer().id, unit: { campaignId } } })).toBe(0);
  await assertConsistent(campaign);
  const left = await db().unit.findMany({ where: { campaignId } });
  expect(left.every(({ wanted, takers }) => wanted === 2 && takers.length === 0)).toBe(true);
});

test('restored votes also stand on units that have all their votes from others', async () => {
  const { campaign, campaignId, labeler } = await makeVoted(byMajority(3));
  await withdrawLabeler(organiser, { campaign, userId: spammer().id, reason: 'By lot' });
  await moveVotes(labeler);
  const open = await db().unit.findMany({ where: { campaignId, state: 'open' } });
  const votes = open.map(({ id: unitId }) => ({
    unitId,
    userId: people[5]?.id ?? '',
    answer: 'yes',
    milliseconds: 9,
  }));
  await recordVotes(organiser, { campaign, votes });
  await restoreLabeler(organiser, { campaign, userId: spammer().id });
  expect(await moveVotes(labeler)).toBeGreaterThan(0);
  const over = await db().unit.findMany({ where: { campaignId, voteCount: 4 }, include: { votes: true } });
  expect(over.length).toBe(open.length);
  expect(
    over.every(({ state, wanted, votes }) => state !== 'open' && wanted === 0 && votes.length === 4),
  ).toBe(true);
});

test('only organisers withdraw, and only labelers that there are', async () => {
  const campaign = await makeVerifyCampaign(organiser, dataset, { [dog]: 1 });
  const input = { campaign, userId: spammer().id, reason: 'x' };
  await expect(withdrawLabeler(spammer(), input)).rejects.toMatchObject({ code: 'role-needed' });
  await expect(restoreLabeler(organiser, input)).rejects.toMatchObject({ code: 'no-such-labeler' });
  await expect(
    withdrawLabeler(organiser, { ...input, userId: '00000000-0000-4000-8000-000000000000' }),
  ).rejects.toMatchObject({ code: 'no-such-labeler' });
});
