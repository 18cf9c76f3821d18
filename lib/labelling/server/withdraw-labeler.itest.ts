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
import { askOpinion } from './ask-opinion.ts';
import { castVotes } from './cast-votes.ts';
import { expireLeases } from './expire-leases.ts';
import { leaseUnits } from './lease-units.ts';
import { moveVotes } from './move-votes.ts';
import { recordVotes } from './record-votes.ts';
import { recoverMoves } from './recover-moves.ts';
import { undoVotes } from './undo-votes.ts';
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

test('who is restored may vote anew before their votes are back: the newer vote stands, and no lease stays beside one', async () => {
  const campaign = await makeVerifyCampaign(organiser, dataset, { [dog]: 3 }, byMajority(3));
  const { id: campaignId } = await db().campaign.findUniqueOrThrow({ where: { slug: campaign } });
  const labeler = { campaignId, userId: spammer().id };
  const lease = () => leaseUnits(spammer(), { campaign, count: 3 });
  const vote = (page: Awaited<ReturnType<typeof lease>>, count: number, answer: string) =>
    castVotes(spammer(), {
      assignmentId: page?.id ?? '',
      votes: answerAll((page?.units ?? []).slice(0, count), answer),
      next: 0,
    });
  await vote(await lease(), 3, 'yes');
  const daysVotes = async () =>
    (await db().labelerDay.findMany({ where: labeler })).reduce((sum, { votes }) => sum + votes, 0);
  await withdrawLabeler(organiser, { campaign, userId: spammer().id, reason: 'By lot' });
  await moveVotes(labeler);
  await restoreLabeler(organiser, { campaign, userId: spammer().id });
  const again = await lease();
  expect(again?.units).toHaveLength(3);
  await vote(again, 2, 'no');
  expect(await moveVotes(labeler)).toBe(1);
  await assertConsistent(campaign);
  const votes = await db().vote.findMany({ where: { userId: spammer().id, unit: { campaignId } } });
  expect(votes.map(({ answer }) => answer).sort()).toEqual(['no', 'no', 'yes']);
  expect(await db().lease.count({ where: { unit: { campaignId } } })).toBe(0);
  expect(await db().withdrawnVote.count({ where: { unit: { campaignId } } })).toBe(0);
  expect(await daysVotes()).toBe(3);
  // And the other way round: withdrawn again while older votes are still withdrawn.
  await withdrawLabeler(organiser, { campaign, userId: spammer().id, reason: 'By lot' });
  await moveVotes(labeler);
  await restoreLabeler(organiser, { campaign, userId: spammer().id });
  await vote(await lease(), 1, 'yes');
  await withdrawLabeler(organiser, { campaign, userId: spammer().id, reason: 'By lot' });
  expect(await moveVotes(labeler)).toBe(1);
  await assertConsistent(campaign);
  expect(await db().withdrawnVote.count({ where: { unit: { campaignId } } })).toBe(3);
  expect(await daysVotes()).toBe(3);
});

test('gold that votes made ends where those that are left do not make it', async () => {
  const campaign = await makeVerifyCampaign(organiser, dataset, { [dog]: 3 }, whenSure(0.95, 5));
  const { id: campaignId } = await db().campaign.findUniqueOrThrow({ where: { slug: campaign } });
  const units = await db().unit.findMany({ where: { campaignId }, orderBy: { id: 'asc' } });
  const votes = people
    .slice(0, 2)
    .flatMap(({ id: userId }) =>
      units.map(({ id: unitId }) => ({ unitId, userId, answer: 'yes', milliseconds: 100 })),
    );
  await recordVotes(organiser, { campaign, votes });
  const gold = { campaignId, synsetId: dog, answer: 'yes' };
  await db().gold.createMany({
    data: [
      { ...gold, unitId: units[0]?.id ?? 0, origin: 'settled' },
      { ...gold, unitId: units[1]?.id ?? 0, origin: 'settled', quiz: true },
      { ...gold, unitId: units[2]?.id ?? 0, origin: 'organiser', createdById: organiser.id },
    ],
  });
  // Asked as gold: two votes are left of three, which settle it as it is.
  const asked = { unitId: units[1]?.id ?? 0, userId: people[2]?.id ?? '', answer: 'yes', milliseconds: 100 };
  await recordVotes(organiser, { campaign, votes: [asked] });
  await assertConsistent(campaign);
  await withdrawLabeler(organiser, { campaign, userId: spammer().id, reason: 'By lot' });
  expect(await moveVotes({ campaignId, userId: spammer().id })).toBe(3);
  await assertConsistent(campaign);
  const left = await db().gold.findMany({ where: { campaignId }, orderBy: { unitId: 'asc' } });
  expect(left.map(({ unitId }) => unitId)).toEqual([units[1]?.id, units[2]?.id]);
  expect(await db().unit.findUniqueOrThrow({ where: { id: units[0]?.id ?? 0 } })).toMatchObject({
    state: 'open',
    voteCount: 1,
    wanted: 1,
    takers: [people[1]?.id],
  });
});

test('a unit that lost a vote beyond those it needed is decided by the others once nobody holds it', async () => {
  const campaign = await makeVerifyCampaign(organiser, dataset, { [dog]: 1 }, byMajority(2));
  const { id: campaignId } = await db().campaign.findUniqueOrThrow({ where: { slug: campaign } });
  const labeler = { campaignId, userId: spammer().id };
  const answer = async (person: Person) => {
    const page = await leaseUnits(person, { campaign, count: 1 });
    const units = page?.units ?? [];
    await castVotes(person, { assignmentId: page?.id ?? '', votes: answerAll(units, 'yes'), next: 0 });
    return { assignmentId: page?.id ?? '', unitIds: units.map(({ id }) => id) };
  };
  await answer(spammer());
  await answer(people[1] as Person);
  await withdrawLabeler(organiser, { campaign, userId: spammer().id, reason: 'By lot' });
  await moveVotes(labeler);
  const third = await answer(people[2] as Person);
  await restoreLabeler(organiser, { campaign, userId: spammer().id });
  await moveVotes(labeler);
  await undoVotes(people[2] as Person, third);
  await db().lease.updateMany({ where: { unit: { campaignId } }, data: { expiresAt: new Date(0) } });
  expect((await expireLeases()).leases).toBe(1);
  await assertConsistent(campaign);
  expect(await db().unit.findFirstOrThrow({ where: { campaignId } })).toMatchObject({
    state: 'settled',
    answer: 'yes',
    voteCount: 2,
  });
  // Opened by the withdrawal, settled by a vote, opened by the undo, settled by what stands: all in its history.
  const history = await db().$queryRaw<{ cause: string; to: string }[]>`
    SELECT cause::text, to_state::text AS to FROM label_changes c JOIN units u ON u.id = c.unit_id
    WHERE u.campaign_id = ${campaignId}::uuid ORDER BY c.id`;
  expect(history.map(({ cause, to }) => `${cause} ${to}`)).toEqual([
    'withdrawal open',
    'vote settled',
    'undo open',
    'vote settled',
  ]);
});

test('a second opinion that was asked for is waited for, whoever is withdrawn or restored', async () => {
  const campaign = await makeVerifyCampaign(organiser, dataset, { [dog]: 1 }, whenSure(0.95, 5));
  const { id: campaignId } = await db().campaign.findUniqueOrThrow({ where: { slug: campaign } });
  const labeler = { campaignId, userId: spammer().id };
  const unit = await db().unit.findFirstOrThrow({ where: { campaignId } });
  const vote = { unitId: unit.id, answer: 'yes', milliseconds: 100 };
  const votes = people.slice(1, 3).map(({ id: userId }) => ({ ...vote, userId }));
  await recordVotes(organiser, { campaign, votes: [{ ...vote, userId: spammer().id, answer: 'no' }] });
  await recordVotes(organiser, { campaign, votes });
  await recordVotes(organiser, { campaign, votes: [{ ...vote, userId: people[3]?.id ?? '' }] });
  await db().unit.findFirstOrThrow({ where: { campaignId, state: 'settled' } });
  await askOpinion(organiser, { unitId: unit.id, note: '' });
  await withdrawLabeler(organiser, { campaign, userId: spammer().id, reason: 'By lot' });
  for (const act of [withdrawLabeler, restoreLabeler]) {
    await act(organiser, { campaign, userId: spammer().id, reason: 'By lot' });
    await moveVotes(labeler);
    expect(await db().unit.findFirstOrThrow({ where: { campaignId } })).toMatchObject({
      state: 'open',
      wanted: 1,
    });
    await assertConsistent(campaign);
  }
});

test('upkeep looks again at moves that are not done', async () => {
  const { campaign, labeler } = await makeVoted(byMajority(3));
  const isMoving = async () =>
    (
      await db().$queryRaw<{ moving: boolean }[]>`SELECT moving FROM campaign_labelers
      WHERE campaign_id = ${labeler.campaignId}::uuid AND user_id = ${labeler.userId}::uuid`
    )[0]?.moving;
  for (const act of [withdrawLabeler, restoreLabeler]) {
    await act(organiser, { campaign, userId: spammer().id, reason: 'By lot' });
    expect(await isMoving()).toBe(true);
    await moveVotes(labeler);
    expect(await isMoving()).toBe(false);
  }
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
