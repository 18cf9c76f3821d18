import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Person } from '#lib/identity/person';
import { db } from '#lib/infra/db/client';
import { animal, answerAll, assertConsistent, byMajority, dog } from '#lib/testing/campaigns';
import { makeDataset, type TestDataset } from '#lib/testing/images';
import { makePeople, makePerson } from '#lib/testing/people';
import { castVotes } from './cast-votes.ts';
import { chooseGoldEverywhere } from './choose-gold.ts';
import { createCampaign } from './create-campaign.ts';
import { leaseUnits } from './lease-units.ts';
import { makeGold } from './make-gold.ts';
import { myLabelling } from './my-labelling.ts';
import { answerQualification, getQualification } from './qualify.ts';
import { recordVotes } from './record-votes.ts';

const beagle = 'n02088364';
const guitar = 'n03467517';

let organiser: Person;
let dataset: TestDataset;

beforeAll(async () => {
  organiser = await makePerson('organiser');
  dataset = await makeDataset(organiser, 60);
});

async function makeCampaign(kind: 'verify' | 'classify') {
  const slug = randomUUID();
  const settings = { dataset: dataset.slug, slug, title: 'Quiz', instructions: '', ...byMajority(3) };
  const images = dataset.images.map(({ sha256 }) => sha256);
  await createCampaign(organiser, {
    ...settings,
    qualificationUnits: 4,
    ...(kind === 'verify'
      ? { kind, candidates: images.map((image) => ({ image, synset: dog })) }
      : { kind, rootSynsets: [animal], images }),
  });
  return { slug, units: await db().unit.findMany({ where: { campaign: { slug } }, orderBy: { id: 'asc' } }) };
}

describe('a quiz made of settled units', () => {
  test('holds nothing against who answered them before, and asks newcomers', async () => {
    const { slug, units } = await makeCampaign('verify');
    const early = await makePeople(3, 'labeler');
    const votes = units.slice(0, 40).flatMap(({ id }, i) =>
      early.map(({ id: userId }) => ({
        unitId: id,
        userId,
        answer: i % 2 ? 'yes' : 'no',
        milliseconds: 1,
      })),
    );
    await recordVotes(organiser, { campaign: slug, votes });
    await chooseGoldEverywhere();
    expect(await db().gold.count({ where: { campaign: { slug }, quiz: true } })).toBeGreaterThanOrEqual(4);
    for (const person of early) {
      expect(await getQualification(person, { campaign: slug })).toMatchObject({
        state: 'not-asked',
        failed: 0,
      });
      const page = await leaseUnits(person, { campaign: slug, count: 3 });
      const cast = { assignmentId: page?.id ?? '', votes: answerAll(page?.units ?? [], 'yes'), next: 0 };
      expect((await castVotes(person, cast)).outcomes).toHaveLength(3);
    }
    const newcomer = await makePerson('labeler');
    expect(await getQualification(newcomer, { campaign: slug })).toMatchObject({ state: 'asked' });
    await assertConsistent(slug);
  });

  test('is answered by many at once', async () => {
    const { slug, units } = await makeCampaign('verify');
    for (const [i, { id: unitId }] of units.slice(0, 12).entries())
      await makeGold(organiser, { unitId, answer: i % 2 ? 'yes' : 'no', quiz: true, note: '' });
    const people = await makePeople(40, 'labeler');
    const rounds = await Promise.all(
      people.map(async (person) => {
        const { units: asked } = await getQualification(person, { campaign: slug });
        return { person, votes: answerAll(asked, 'yes') };
      }),
    );
    const results = await Promise.all(
      rounds.map(({ person, votes }) => answerQualification(person, { campaign: slug, votes })),
    );
    for (const { feedback, next } of results) {
      expect(feedback).toHaveLength(4);
      expect(next).toMatchObject({ state: 'asked', failed: 1 });
    }
    await assertConsistent(slug);
  });
});

test('an answer on the line of the truth is right, in the quiz and in agreement; the whole campaign as an answer passes nobody', async () => {
  const { slug, units } = await makeCampaign('classify');
  for (const { id: unitId } of units.slice(0, 8))
    await makeGold(organiser, { unitId, answer: beagle, quiz: true, note: '' });
  const answer = async (person: Person, noun: string) => {
    const { units: asked } = await getQualification(person, { campaign: slug });
    return answerQualification(person, { campaign: slug, votes: answerAll(asked, noun) });
  };
  const [coarse, lazy, wrong] = (await makePeople(3, 'labeler')) as [Person, Person, Person];
  expect((await answer(coarse, dog)).next.state).toBe('passed');
  expect(await answer(lazy, animal)).toMatchObject({
    feedback: Array(4).fill({ right: false }),
    next: { failed: 1 },
  });
  expect((await answer(wrong, 'none')).next).toMatchObject({ failed: 1 });
  await expect(answer(wrong, guitar)).rejects.toMatchObject({ code: 'noun-not-asked' });

  const others = await makePeople(2, 'labeler');
  const votes = units
    .slice(10, 30)
    .flatMap(({ id: unitId }) => [
      { unitId, userId: coarse.id, answer: dog, milliseconds: 1 },
      ...others.map(({ id }) => ({ unitId, userId: id, answer: beagle, milliseconds: 1 })),
    ]);
  await recordVotes(organiser, { campaign: slug, votes });
  const { agreement } = await myLabelling(coarse);
  expect(agreement).toEqual({ votes: 20, agreed: 20 });
});
