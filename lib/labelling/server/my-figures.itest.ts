import { beforeAll, expect, test } from 'vitest';
import type { Person } from '#lib/identity/person';
import { db } from '#lib/infra/db/client';
import { answerAll, dog, makeVerifyCampaign } from '#lib/testing/campaigns';
import { makeDataset } from '#lib/testing/images';
import { makePeople, makePerson } from '#lib/testing/people';
import { castVotes } from './cast-votes.ts';
import { estimateCampaign } from './estimate-campaign.ts';
import { leaseUnits } from './lease-units.ts';
import { myFigures } from './my-figures.ts';
import { setOnBoard, weeklyBoard } from './weekly-board.ts';

const now = new Date('2026-11-25T12:00:00Z');

let organiser: Person;
let campaign: string;
let campaignId: string;

beforeAll(async () => {
  organiser = await makePerson('organiser');
  const dataset = await makeDataset(organiser, 30);
  campaign = await makeVerifyCampaign(organiser, dataset, { [dog]: 30 }, 2);
  campaignId = (await db().campaign.findUniqueOrThrow({ where: { slug: campaign } })).id;
});

const giveDay = (person: Person, day: string, votes: number) =>
  db().labelerDay.create({
    data: { day: new Date(day), userId: person.id, campaignId, votes, milliseconds: votes * 3600 },
  });

test('figures are one’s own, by campaign', async () => {
  const [one, other] = await makePeople(2, 'labeler');
  for (const [day, votes] of [
    ['2026-11-25', 4],
    ['2026-11-24', 6],
    ['2026-11-22', 5],
  ] as const) {
    await giveDay(one as Person, day, votes);
  }
  await giveDay(other as Person, '2026-11-25', 99);
  const figures = await myFigures(one as Person, { now });
  expect(figures).toEqual({
    today: 4,
    week: 10,
    pace: 1000,
    streak: 2,
    longestStreak: 2,
    onBoard: true,
    agreement: { votes: 0, agreed: 0 },
    campaigns: [
      {
        slug: campaign,
        title: 'Verify',
        today: 4,
        week: 10,
        votes: 15,
        pace: 1000,
        agreement: { votes: 0, agreed: 0 },
      },
    ],
  });
  await expect(myFigures(null)).rejects.toMatchObject({ kind: 'unauthenticated' });
  await expect(myFigures(await makePerson('researcher'))).rejects.toMatchObject({ kind: 'forbidden' });
});

test('agreement is that of the last estimate, in whole tens of votes on what is settled', async () => {
  const [one, other] = (await makePeople(2, 'labeler')) as [Person, Person];
  for (const person of [one, other]) {
    const assignment = await leaseUnits(person, { campaign, count: 13 });
    const votes = answerAll(assignment?.units ?? [], 'yes');
    await castVotes(person, { assignmentId: assignment?.id ?? '', votes, next: 0 });
  }
  const settled = await db().unit.count({ where: { campaignId, state: 'settled' } });
  expect((await myFigures(one)).agreement).toEqual({ votes: 0, agreed: 0 });
  await estimateCampaign({ campaignId });
  const { agreement, campaigns, today } = await myFigures(one);
  const blocks = settled - (settled % 10);
  expect(today).toBe(13);
  expect(agreement).toEqual({ votes: blocks, agreed: blocks });
  expect(campaigns[0]?.agreement).toEqual(agreement);
});

test('the board has the week’s volunteers, and nobody who left it', async () => {
  const week = new Date('2026-03-04T08:00:00Z');
  const people = await makePeople(24, 'labeler');
  for (const [i, person] of people.entries()) await giveDay(person, '2026-03-03', 100 - i);
  const last = people.at(-1) as Person;
  await giveDay(last, '2026-03-08', 1);
  // Of other weeks.
  await giveDay(last, '2026-03-01', 500);
  await giveDay(last, '2026-03-09', 500);
  const simulated = await makePerson('labeler');
  await db().user.update({ where: { id: simulated.id }, data: { simulated: true } });
  await giveDay(simulated, '2026-03-03', 1000);
  const withdrawn = await makePerson('labeler');
  await giveDay(withdrawn, '2026-03-03', 1000);
  await db().campaignLabeler.create({
    data: { campaignId, userId: withdrawn.id, withdrawnAt: new Date() },
  });

  const board = await weeklyBoard(last, week);
  expect(board.week).toBe('2026-03-02');
  expect(board.people).toBe(24);
  expect(board.top).toHaveLength(20);
  expect(board.top[0]).toEqual({ place: 1, name: people[0]?.name, votes: 100, own: false });
  // The last two have as many votes.
  expect(board.own).toEqual({ place: 23, name: last.name, votes: 78, own: true });

  expect(await setOnBoard(people[0] as Person, { onBoard: false })).toEqual({ onBoard: false });
  const without = await weeklyBoard(people[0] as Person, week);
  expect(without.top[0]?.name).toBe(people[1]?.name);
  expect(without).toMatchObject({ own: null, people: 23 });
  expect(JSON.stringify(without)).not.toContain('@');
  await setOnBoard(people[0] as Person, { onBoard: true });
  expect((await weeklyBoard(people[0] as Person, week)).top[0]?.own).toBe(true);
  await expect(weeklyBoard(null)).rejects.toMatchObject({ kind: 'unauthenticated' });
  await expect(setOnBoard(null, { onBoard: true })).rejects.toMatchObject({ kind: 'unauthenticated' });
});
