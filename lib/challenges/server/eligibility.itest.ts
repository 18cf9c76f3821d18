import { randomBytes, randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Person } from '#lib/identity/person';
import { db } from '#lib/infra/db/client';
import { createCampaign } from '#lib/labelling/server/create-campaign';
import { leaseUnits } from '#lib/labelling/server/lease-units';
import { recordVotes } from '#lib/labelling/server/record-votes';
import { animal, byMajority, cat, dog } from '#lib/testing/campaigns';
import { enter, openChallenge, submit } from '#lib/testing/challenge';
import { makePerson } from '#lib/testing/people';
import { type MadeImage, madeSha256, makeVersion } from '#lib/testing/public-version';
import { admitResearcher, listBarred, takeBackAdmission } from './admit-researcher.ts';
import { getEligibility } from './get-eligibility.ts';

const images: MadeImage[] = [
  { name: 'train 1', synsetId: dog, split: 'train' },
  { name: 'train 2', synsetId: cat, split: 'train' },
  { name: 'test 1', synsetId: dog, split: 'test' },
  { name: 'test 2', synsetId: cat, split: 'test' },
];

let organiser: Person;
let campaign: string;

beforeAll(async () => {
  organiser = await makePerson('organiser', 'researcher');
  await makeVersion(organiser, 'barred', images);
  const dataset = await db().dataset.findUniqueOrThrow({ where: { slug: 'barred' } });
  const rows = await db().image.findMany({
    where: { sha256: { in: images.map(({ name }) => madeSha256(name)) } },
  });
  await db().datasetImage.createMany({
    data: rows.map(({ id }) => ({ datasetId: dataset.id, imageId: id })),
  });
  campaign = randomUUID();
  await createCampaign(organiser, {
    kind: 'classify',
    dataset: 'barred',
    slug: campaign,
    title: 'Again',
    instructions: '',
    ...byMajority(25),
    rootSynsets: [animal],
  });
});

async function contest(): Promise<string> {
  const slug = `contest-${randomUUID()}`;
  await openChallenge(organiser, slug, { dataset: 'barred', version: 1 });
  return slug;
}

async function label(person: Person, name: string) {
  const unit = await db().unit.findFirstOrThrow({
    where: { campaign: { slug: campaign }, image: { sha256: madeSha256(name) } },
  });
  await recordVotes(organiser, {
    campaign,
    votes: [{ unitId: unit.id, userId: person.id, answer: dog, milliseconds: 5 }],
  });
}

describe('who labelled held-out images', () => {
  test('is barred from entering, and told why and whom to ask; who labelled train images is not', async () => {
    const slug = await contest();
    const [barred, free] = [
      await makePerson('labeler', 'researcher'),
      await makePerson('labeler', 'researcher'),
    ];
    await label(barred, 'test 1');
    await label(free, 'train 1');
    expect(await getEligibility(barred, slug)).toEqual({
      barred: true,
      admitted: null,
      organiser: organiser.name,
    });
    expect((await getEligibility(free, slug)).barred).toBe(false);
    await expect(enter(barred, slug, 'one')).rejects.toMatchObject({
      code: 'labelled-held-out',
      kind: 'forbidden',
      message: expect.stringContaining(organiser.name),
    });
    expect((await enter(free, slug, 'one')).name).toBe('one');
  });

  test('may take part once an organiser admits them by name, for a reason', async () => {
    const slug = await contest();
    const person = await makePerson('labeler', 'researcher');
    await label(person, 'test 2');
    const admit = (by: Person | null) =>
      admitResearcher(by, { challenge: slug, userId: person.id, reason: 'Labelled one image of two.' });
    await expect(admit(person)).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(admit(null)).rejects.toMatchObject({ kind: 'unauthenticated' });
    await expect(listBarred(person, { challenge: slug })).rejects.toMatchObject({ kind: 'forbidden' });
    const own = async () =>
      (await listBarred(organiser, { challenge: slug })).find(({ id }) => id === person.id);
    expect(await own()).toEqual({ id: person.id, name: person.name, entry: null, admitted: null });

    await admit(organiser);
    const admitted = { by: organiser.name, reason: 'Labelled one image of two.', at: expect.any(String) };
    expect(await getEligibility(person, slug)).toEqual({
      barred: false,
      admitted,
      organiser: organiser.name,
    });
    await enter(person, slug, 'the admitted');
    expect(await own()).toMatchObject({ entry: 'the admitted', admitted });

    expect(await takeBackAdmission(organiser, { challenge: slug, userId: person.id })).toEqual({
      removed: 1,
    });
    await expect(submit(person, slug, randomBytes(2048))).rejects.toMatchObject({
      code: 'labelled-held-out',
    });
    await expect(
      admitResearcher(organiser, { challenge: slug, userId: randomUUID(), reason: 'x' }),
    ).rejects.toMatchObject({ code: 'no-such-person' });
  });

  test('cannot submit either where the vote came after entering, even if it was withdrawn', async () => {
    const slug = await contest();
    const person = await makePerson('labeler', 'researcher');
    await enter(person, slug, 'early');
    await label(person, 'test 1');
    await expect(submit(person, slug, randomBytes(2048))).rejects.toMatchObject({
      code: 'labelled-held-out',
    });
    const votes = await db().vote.findMany({ where: { userId: person.id } });
    await db().vote.deleteMany({ where: { userId: person.id } });
    await db().withdrawnVote.createMany({ data: votes });
    await expect(submit(person, slug, randomBytes(2048))).rejects.toMatchObject({
      code: 'labelled-held-out',
    });
  });

  test('is not given such images while in the challenge', async () => {
    const slug = await contest();
    const person = await makePerson('labeler', 'researcher');
    expect(await leaseUnits(person, { campaign, count: 1 })).not.toBeNull();
    const other = await makePerson('labeler', 'researcher');
    await enter(other, slug, 'the careful');
    await expect(leaseUnits(other, { campaign, count: 1 })).rejects.toMatchObject({ code: 'in-challenge' });
    await db().challenge.update({ where: { slug }, data: { closesAt: new Date(Date.now() - 1000) } });
    expect(await leaseUnits(other, { campaign, count: 1 })).not.toBeNull();
  });

  test('may make the organisers’ own entry, which has no rank', async () => {
    const slug = await contest();
    await label(organiser, 'test 1');
    expect((await enter(organiser, slug, 'baseline', true)).baseline).toBe(true);
    expect((await listBarred(organiser, { challenge: slug })).map(({ id }) => id)).not.toContain(
      organiser.id,
    );
  });
});
