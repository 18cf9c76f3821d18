import { beforeAll, describe, expect, test } from 'vitest';
import type { Person } from '#lib/identity/person';
import { db } from '#lib/infra/db/client';
import { answerAll, assertConsistent, byMajority, dog, makeVerifyCampaign } from '#lib/testing/campaigns';
import { makeDataset, type TestDataset } from '#lib/testing/images';
import { makePeople, makePerson } from '#lib/testing/people';
import type { Assignment } from '../assignment.ts';
import { castVotes } from './cast-votes.ts';
import { decideUnit } from './decide-unit.ts';
import { expireLeases } from './expire-leases.ts';
import { getCampaign } from './get-campaign.ts';
import { leaseUnits } from './lease-units.ts';
import { makeGold, removeGold } from './make-gold.ts';
import { moveVotes } from './move-votes.ts';
import { recordVotes } from './record-votes.ts';
import { undoVotes } from './undo-votes.ts';
import { restoreLabeler, withdrawLabeler } from './withdraw-labeler.ts';

let organiser: Person;
let dataset: TestDataset;

beforeAll(async () => {
  organiser = await makePerson('organiser');
  dataset = await makeDataset(organiser, 40);
});

/** A campaign of forty units, ten of which are gold, and a page of it with some. */
async function makePage(votesPerUnit = 3) {
  const slug = await makeVerifyCampaign(
    organiser,
    dataset,
    { [dog]: 40 },
    {
      ...byMajority(votesPerUnit),
      goldShare: 0.4,
    },
  );
  const units = await db().unit.findMany({ where: { campaign: { slug } }, orderBy: { id: 'asc' } });
  const gold = new Set(units.slice(0, 10).map(({ id }) => id));
  for (const unitId of gold) await makeGold(organiser, { unitId, answer: 'yes', quiz: false, note: '' });
  const person = await makePerson('labeler');
  const page = (await leaseUnits(person, { campaign: slug, count: 12 })) as Assignment;
  const asked = page.units.filter(({ id }) => gold.has(id));
  expect(asked.length).toBeGreaterThan(2);
  const ordinary = page.units.filter(({ id }) => !gold.has(id));
  return { slug, person, page, asked, ordinary, campaignId: units[0]?.campaignId ?? '' };
}

const votesOf = async (campaign: string) => (await getCampaign(null, { campaign })).progress.votes;

/** Lets a page's lease run out. */
async function expire({ id }: Assignment) {
  await db().assignment.update({ where: { id }, data: { expiresAt: new Date(0) } });
  await db().lease.updateMany({ where: { assignmentId: id }, data: { expiresAt: new Date(0) } });
  await expireLeases();
}

describe('what a labeler sees of gold', () => {
  test('the count of votes goes on with each, back with what is taken back, withdrawn and restored', async () => {
    const { slug, person, page, campaignId, asked } = await makePage();
    for (const [i, unit] of page.units.entries()) {
      await castVotes(person, { assignmentId: page.id, votes: answerAll([unit], 'yes'), next: 0 });
      expect(await votesOf(slug)).toBe(i + 1);
    }
    await assertConsistent(slug);
    for (const [i, { id }] of page.units.entries()) {
      await undoVotes(person, { assignmentId: page.id, unitIds: [id] });
      expect(await votesOf(slug)).toBe(page.units.length - i - 1);
    }
    await assertConsistent(slug);
    await castVotes(person, { assignmentId: page.id, votes: answerAll(page.units, 'yes'), next: 0 });
    const labeler = { campaignId, userId: person.id };
    await withdrawLabeler(organiser, { campaign: slug, userId: person.id, reason: 'By lot' });
    await moveVotes(labeler);
    expect(await votesOf(slug)).toBe(0);
    await assertConsistent(slug);
    await restoreLabeler(organiser, { campaign: slug, userId: person.id });
    await moveVotes(labeler);
    expect(await votesOf(slug)).toBe(page.units.length);
    // What was counted stays so when gold is an ordinary unit again.
    await removeGold(organiser, { unitId: asked[0]?.id ?? 0 });
    expect(await votesOf(slug)).toBe(page.units.length);
    await assertConsistent(slug);
  });

  test('a vote on gold that an organiser decided can be taken back like any other', async () => {
    const { slug, person, page, asked } = await makePage();
    const unitId = asked[0]?.id ?? 0;
    await decideUnit(organiser, { unitId, answer: 'no', note: '' });
    await castVotes(person, { assignmentId: page.id, votes: answerAll(page.units, 'yes'), next: 0 });
    const unitIds = page.units.map(({ id }) => id);
    const again = await undoVotes(person, { assignmentId: page.id, unitIds });
    expect(again.units.map(({ id }) => id)).toEqual(unitIds);
    await assertConsistent(slug);
  });

  test('late votes count on it where they do on other units of the page, and nowhere else', async () => {
    for (const full of [false, true]) {
      const { slug, person, page, ordinary } = await makePage(1);
      await expire(page);
      if (full) {
        const [other] = (await makePeople(1, 'labeler')) as [Person];
        const votes = answerAll(ordinary, 'yes').map((vote) => ({ ...vote, userId: other.id }));
        await recordVotes(organiser, { campaign: slug, votes });
      }
      const before = await votesOf(slug);
      for (const unit of page.units) {
        const votes = answerAll([unit], 'yes');
        const { outcomes } = await castVotes(person, { assignmentId: page.id, votes, next: 0 });
        expect(outcomes).toEqual([{ unitId: unit.id, outcome: full ? 'not-needed' : 'kept' }]);
      }
      expect(await votesOf(slug)).toBe(before + (full ? 0 : page.units.length));
      await assertConsistent(slug);
    }
  });
});
