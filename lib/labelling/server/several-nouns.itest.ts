import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { freezeVersion } from '#lib/datasets/server/freeze-version';
import { requestFreeze } from '#lib/datasets/server/request-freeze';
import { db } from '#lib/infra/db/client';
import { animal, assertConsistent, cat, dog } from '#lib/testing/campaigns';
import { makeDataset } from '#lib/testing/images';
import { makePeople, makePerson } from '#lib/testing/people';
import { answerOfNouns } from '../answer-of-nouns.ts';
import { castVotes } from './cast-votes.ts';
import { createCampaign } from './create-campaign.ts';
import { estimateCampaign } from './estimate-campaign.ts';
import { leaseUnits } from './lease-units.ts';
import { recordVotes } from './record-votes.ts';

const organiser = await makePerson('organiser');
const beagle = 'n02088364';

async function make(severalNouns: boolean) {
  const dataset = await makeDataset(organiser, 4);
  const slug = `several-${randomUUID()}`;
  await createCampaign(organiser, {
    ...{ kind: 'classify', dataset: dataset.slug, slug, title: 'All that it shows', instructions: '' },
    ...{ votesPerUnit: 5, targetConfidence: 0.9, goldShare: 0, qualificationUnits: 0 },
    ...{ rootSynsets: [animal], severalNouns },
  });
  return { slug, dataset: dataset.slug };
}

test('an image settles as all the nouns that people agree on, and stays out of versions of one label an image', async () => {
  const { slug, dataset } = await make(true);
  const people = await makePeople(2, 'labeler');
  const said = [
    [answerOfNouns([dog, cat]), dog],
    [answerOfNouns([cat, beagle]), dog],
  ] as const;
  for (const [i, person] of people.entries()) {
    const assignment = await leaseUnits(person, { campaign: slug, count: 4 });
    const ids = (assignment?.units ?? []).map(({ id }) => id).sort((a, b) => a - b);
    const votes = ids.map((unitId, index) => ({
      unitId,
      answer: (said[i] as (typeof said)[number])[index < 2 ? 0 : 1],
      milliseconds: 10,
    }));
    await castVotes(person, { assignmentId: assignment?.id as string, votes, next: 0 });
  }
  const units = await db().unit.findMany({ where: { campaign: { slug } }, orderBy: { id: 'asc' } });
  // One who says beagle and one who says dog agree that it is a dog, of which beagle is the deepest said.
  expect(units.slice(2).map(({ answer }) => answer)).toEqual([dog, dog]);
  for (const { state, answer } of units.slice(0, 2)) {
    expect(state === 'settled' ? answer : 'open').toMatch(/^open$|n02121620/);
  }
  await assertConsistent(slug);

  const [third] = await makePeople(1, 'labeler');
  const more = await leaseUnits(third as NonNullable<typeof third>, { campaign: slug, count: 4 });
  const votes = (more?.units ?? []).map(({ id }) => ({
    unitId: id,
    answer: answerOfNouns([beagle, cat]),
    milliseconds: 10,
  }));
  if (more) await castVotes(third ?? null, { assignmentId: more.id, votes, next: 0 });
  const decided = await db().unit.findMany({ where: { campaign: { slug } }, orderBy: { id: 'asc' } });
  expect(decided.slice(0, 2).map(({ answer }) => answer)).toEqual(
    Array(2).fill(answerOfNouns([cat, beagle])),
  );

  const { id } = await requestFreeze(organiser, { slug: dataset, options: {} });
  await freezeVersion(id);
  const version = await db().datasetVersion.findUniqueOrThrow({ where: { id } });
  expect(version.report).toMatchObject({ labelled: 2, leftOut: { 'several-nouns': 2 } });
});

test('an estimate judges several nouns as votes do, and knows who overlooks', async () => {
  const { slug } = await make(true);
  const campaign = await db().campaign.findUniqueOrThrow({ where: { slug } });
  const people = await makePeople(3, 'labeler');
  const units = await db().unit.findMany({ where: { campaignId: campaign.id }, orderBy: { id: 'asc' } });
  // The third sees the dog alone; what two say who differ is neither's own answer.
  const said = [answerOfNouns([dog, cat]), answerOfNouns([beagle, cat]), dog];
  for (const [i, person] of people.entries()) {
    const votes = units.map(({ id }) => ({
      unitId: id,
      userId: person.id,
      answer: said[i] as string,
      milliseconds: 900,
    }));
    await recordVotes(organiser, { campaign: slug, votes });
  }
  const before = await db().unit.findMany({ where: { campaignId: campaign.id }, orderBy: { id: 'asc' } });
  expect(before.map(({ answer }) => answer)).not.toContain(dog);
  await estimateCampaign({ campaignId: campaign.id });
  const after = await db().unit.findMany({ where: { campaignId: campaign.id }, orderBy: { id: 'asc' } });
  expect(
    after.every(({ answer, state }) => state !== 'settled' || answer === answerOfNouns([beagle, cat])),
  ).toBe(true);
  const figures = await db().campaignLabeler.findMany({ where: { campaignId: campaign.id } });
  const reliability = (i: number) => figures.find(({ userId }) => userId === people[i]?.id)?.reliability ?? 0;
  expect(reliability(1)).toBeGreaterThan(reliability(2));
  await assertConsistent(slug);
});

test('a campaign that takes one noun refuses several', async () => {
  const { slug } = await make(false);
  const [person] = await makePeople(1, 'labeler');
  const assignment = await leaseUnits(person as NonNullable<typeof person>, { campaign: slug, count: 1 });
  const votes = [
    { unitId: assignment?.units[0]?.id as number, answer: answerOfNouns([dog, cat]), milliseconds: 10 },
  ];
  await expect(
    castVotes(person ?? null, { assignmentId: assignment?.id as string, votes, next: 0 }),
  ).rejects.toMatchObject({ code: 'one-noun-asked' });
});
