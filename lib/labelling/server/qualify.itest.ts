import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Person } from '#lib/identity/person';
import { db } from '#lib/infra/db/client';
import { answerAll, assertConsistent, byMajority, dog } from '#lib/testing/campaigns';
import { makeDataset, type TestDataset } from '#lib/testing/images';
import { makePerson } from '#lib/testing/people';
import { admitLabeler, dismissLabeler } from './admit-labeler.ts';
import { castVotes } from './cast-votes.ts';
import { createCampaign } from './create-campaign.ts';
import { leaseUnits } from './lease-units.ts';
import { makeGold } from './make-gold.ts';
import { answerQualification, getQualification } from './qualify.ts';
import { takeUpWork } from './take-up-work.ts';

let organiser: Person;
let dataset: TestDataset;

beforeAll(async () => {
  organiser = await makePerson('organiser');
  dataset = await makeDataset(organiser, 40);
});

/** A campaign that asks for four quiz units, with so many of each answer. */
async function makeCampaign(yes: number, no: number) {
  const slug = randomUUID();
  await createCampaign(organiser, {
    kind: 'verify',
    dataset: dataset.slug,
    slug,
    title: 'Qualification',
    instructions: '',
    ...byMajority(3),
    qualificationUnits: 4,
    candidates: dataset.images.map(({ sha256 }) => ({ image: sha256, synset: dog })),
  });
  const units = await db().unit.findMany({ where: { campaign: { slug } }, orderBy: { id: 'asc' } });
  const truth = new Map<number, string>();
  for (const [i, unit] of units.slice(0, yes + no).entries()) {
    const answer = i < yes ? 'yes' : 'no';
    truth.set(unit.id, answer);
    await makeGold(organiser, { unitId: unit.id, answer, quiz: true, note: '' });
  }
  return { slug, truth };
}

const answers = (units: readonly { id: number }[], of: (id: number) => string) =>
  units.map(({ id }) => ({ unitId: id, answer: of(id), milliseconds: 900 }));

describe('a campaign with a qualification', () => {
  test('refuses leases until it is passed, tells nothing before an answer and everything after', async () => {
    const { slug, truth } = await makeCampaign(4, 4);
    const person = await makePerson('labeler');
    await expect(leaseUnits(person, { campaign: slug, count: 3 })).rejects.toMatchObject({
      code: 'not-qualified',
      kind: 'forbidden',
    });
    await expect(takeUpWork(person, { campaign: slug, count: 3 })).rejects.toMatchObject({
      code: 'not-qualified',
    });

    const quiz = await getQualification(person, { campaign: slug });
    expect(quiz).toMatchObject({ state: 'asked', needed: 4, mark: 4, failed: 0, answered: 0, right: 0 });
    expect(quiz.units).toHaveLength(4);
    expect(quiz.units.filter(({ id }) => truth.get(id) === 'yes')).toHaveLength(2);
    expect(Object.keys(quiz.units[0] ?? {}).sort()).toEqual([
      'height',
      'id',
      'imageUrl',
      'synset',
      'thumbUrl',
      'width',
    ]);
    expect(quiz.nouns[dog]?.words).toContain('dog');
    // The same round each time one looks.
    expect(await getQualification(person, { campaign: slug })).toEqual(quiz);

    const first = quiz.units.slice(0, 1);
    const one = await answerQualification(person, {
      campaign: slug,
      votes: answers(first, (id) => truth.get(id) ?? ''),
    });
    expect(one.feedback).toMatchObject([{ unitId: first[0]?.id, right: true, nouns: [{ id: dog }] }]);
    expect(one.next.units.map(({ id }) => id)).toEqual(quiz.units.slice(1).map(({ id }) => id));
    expect(one.next).toMatchObject({ state: 'asked', answered: 1, right: 1 });

    const rest = answers(one.next.units, (id) => truth.get(id) ?? '');
    const done = await answerQualification(person, { campaign: slug, votes: rest });
    expect(done.feedback.every(({ right }) => right)).toBe(true);
    expect(done.next).toMatchObject({ state: 'passed', units: [] });
    // Sent again it says the same.
    expect(await answerQualification(person, { campaign: slug, votes: rest })).toEqual(done);

    expect(await leaseUnits(person, { campaign: slug, count: 3 })).not.toBeNull();
    expect(await db().vote.count({ where: { userId: person.id } })).toBe(4);
    expect(await db().labelerDay.count({ where: { userId: person.id } })).toBe(0);
  });

  test('gives another round with other gold after a failure, then says that an organiser may admit', async () => {
    const { slug, truth } = await makeCampaign(4, 4);
    const person = await makePerson('labeler');
    const first = await getQualification(person, { campaign: slug });
    const failed = await answerQualification(person, {
      campaign: slug,
      votes: answers(first.units, () => 'yes'),
    });
    expect(failed.feedback.filter(({ right }) => right)).toHaveLength(2);
    expect(failed.next).toMatchObject({ state: 'asked', failed: 1, answered: 0, right: 0 });
    const asked = new Set(first.units.map(({ id }) => id));
    expect(failed.next.units.some(({ id }) => asked.has(id))).toBe(false);
    // The first answer stands, and changes nothing any more.
    const again = await answerQualification(person, {
      campaign: slug,
      votes: answers(first.units, (id) => truth.get(id) ?? ''),
    });
    expect(again.next).toEqual(failed.next);

    const last = await answerQualification(person, {
      campaign: slug,
      votes: answers(failed.next.units, () => 'no'),
    });
    expect(last.next).toMatchObject({ state: 'out-of-gold', failed: 2, answered: 4, right: 2, units: [] });
    await expect(leaseUnits(person, { campaign: slug, count: 3 })).rejects.toMatchObject({
      code: 'not-qualified',
    });

    const other = await makePerson('labeler');
    await expect(admitLabeler(other, { campaign: slug, userId: person.id })).rejects.toMatchObject({
      kind: 'forbidden',
    });
    await admitLabeler(organiser, { campaign: slug, userId: person.id });
    const assignment = await leaseUnits(person, { campaign: slug, count: 3 });
    expect(assignment).not.toBeNull();

    await dismissLabeler(organiser, { campaign: slug, userId: person.id });
    await expect(leaseUnits(person, { campaign: slug, count: 3 })).rejects.toMatchObject({
      code: 'not-qualified',
    });
    // What they hold they may still answer.
    const cast = await castVotes(person, {
      assignmentId: assignment?.id ?? '',
      votes: answerAll(assignment?.units ?? [], 'yes'),
      next: 0,
    });
    expect(cast.outcomes.every(({ outcome }) => outcome === 'kept')).toBe(true);
    await assertConsistent(slug);
  });

  test('takes answers to its own units alone', async () => {
    const { slug, truth } = await makeCampaign(4, 4);
    const person = await makePerson('labeler');
    const { units } = await getQualification(person, { campaign: slug });
    const given = new Set(units.map(({ id }) => id));
    const foreign = [...truth.keys()].find((id) => !given.has(id)) ?? 0;
    const send = (unitId: number, answer: string, by: Person | null = person) =>
      answerQualification(by, { campaign: slug, votes: [{ unitId, answer, milliseconds: 1 }] });
    await expect(send(foreign, 'yes')).rejects.toMatchObject({ code: 'not-in-quiz' });
    await expect(send(units[0]?.id ?? 0, 'maybe')).rejects.toMatchObject({ code: 'bad-answer' });
    await expect(send(units[0]?.id ?? 0, 'yes', null)).rejects.toMatchObject({ kind: 'unauthenticated' });
    await expect(
      answerQualification(person, { campaign: 'none', votes: answers(units, () => 'yes') }),
    ).rejects.toMatchObject({ code: 'no-such-campaign' });
    expect(await db().vote.count({ where: { userId: person.id } })).toBe(0);
  });

  test('asks for none where there is too little gold', async () => {
    const { slug } = await makeCampaign(6, 0);
    const person = await makePerson('labeler');
    expect(await getQualification(person, { campaign: slug })).toMatchObject({
      state: 'not-asked',
      units: [],
    });
    expect(await leaseUnits(person, { campaign: slug, count: 3 })).not.toBeNull();
  });
});
