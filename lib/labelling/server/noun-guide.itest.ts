import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Person } from '#lib/identity/person';
import { thumbUrl } from '#lib/images/image-url';
import { db } from '#lib/infra/db/client';
import {
  animal,
  byMajority,
  cat,
  dog,
  makeClassifyCampaign,
  makeVerifyCampaign,
} from '#lib/testing/campaigns';
import { makeDataset, type TestDataset } from '#lib/testing/images';
import { makePerson } from '#lib/testing/people';
import { madeSha256, makeVersion } from '#lib/testing/public-version';
import { createCampaign } from './create-campaign.ts';
import { likelyNouns } from './likely-nouns.ts';
import { readNounGuide } from './read-noun-guide.ts';
import { recordVotes } from './record-votes.ts';
import { removeNounExample, setNounExample } from './set-noun-example.ts';

const [wolf, fox] = ['n02114100', 'n02118333'];

let organiser: Person;
let dataset: TestDataset;
let campaign: string;

beforeAll(async () => {
  organiser = await makePerson('organiser');
  dataset = await makeDataset(organiser, 20);
  campaign = await makeVerifyCampaign(organiser, dataset, { [dog]: 20 });
  await makeVersion(organiser, 'public', [
    { name: 'a dog', synsetId: dog, split: 'train' },
    { name: 'another dog', synsetId: dog, split: 'val' },
    { name: 'a held-out dog', synsetId: dog, split: 'test' },
    { name: 'a wolf', synsetId: wolf, split: 'train' },
    { name: 'a held-out wolf', synsetId: wolf, split: 'test' },
    { name: 'a cat', synsetId: cat, split: 'train' },
  ]);
});

const thumb = (name: string) => thumbUrl(madeSha256(name));

describe('a noun’s guide', () => {
  test('has definition, place, public pictures, and siblings with most pictures', async () => {
    const guide = await readNounGuide({ campaign, synset: dog });
    expect(guide.words[0]).toBe('dog');
    expect(guide.paths.map((path) => path.at(-2)?.word).sort()).toEqual(['canine', 'domestic animal']);
    expect(guide.good.map(({ thumbUrl }) => thumbUrl).sort()).toEqual(
      [thumb('a dog'), thumb('another dog')].sort(),
    );
    expect(guide.good[0]?.source).toMatchObject({ author: 'the tests', license: 'CC0-1.0' });
    expect(guide.confusedWith).toHaveLength(4);
    expect(guide.confusedWith[0]).toMatchObject({ id: wolf, by: 'sibling' });
    expect(guide.confusedWith[0]?.example?.thumbUrl).toBe(thumb('a wolf'));
    // Foxes have no public picture.
    expect(guide.bad).toMatchObject([{ thumbUrl: thumb('a wolf'), noun: { id: wolf } }]);
    expect(JSON.stringify(guide)).not.toContain(madeSha256('a held-out dog'));
    expect(JSON.stringify(guide)).not.toContain(madeSha256('a held-out wolf'));
  });

  test('names first what it was taken for, slips left out', async () => {
    const { id: campaignId } = await db().campaign.findUniqueOrThrow({ where: { slug: campaign } });
    await db().nounConfusion.createMany({
      data: [
        { campaignId, synsetId: dog, otherId: fox, votes: 3 },
        { campaignId, synsetId: dog, otherId: wolf, votes: 2 },
        { campaignId, synsetId: cat, otherId: dog, votes: 5 },
      ],
    });
    const { confusedWith, bad } = await readNounGuide({ campaign, synset: dog });
    expect(confusedWith.map(({ id, by }) => [id, by]).slice(0, 3)).toEqual([
      [cat, 'votes'],
      [fox, 'votes'],
      [wolf, 'sibling'],
    ]);
    expect(bad.map(({ thumbUrl }) => thumbUrl)).toEqual([thumb('a cat'), thumb('a wolf')]);
  });

  test('is refused for nouns that are not asked', async () => {
    await expect(readNounGuide({ campaign, synset: cat })).rejects.toMatchObject({ code: 'noun-not-asked' });
    await expect(readNounGuide({ campaign: 'none', synset: cat })).rejects.toMatchObject({
      code: 'no-such-campaign',
    });
    const classify = await makeClassifyCampaign(organiser, dataset, 3);
    expect((await readNounGuide({ campaign: classify, synset: cat })).id).toBe(cat);
  });
});

describe('examples that organisers choose', () => {
  test('stand in place of others, are kept in train, and can be changed and removed', async () => {
    const [first, second] = dataset.images as [
      { id: number; sha256: string },
      { id: number; sha256: string },
    ];
    const of = (image: string) => ({ campaign, synset: dog, image });
    await setNounExample(organiser, { ...of(first.sha256), good: true });
    await setNounExample(organiser, { ...of(second.sha256), good: true });
    await setNounExample(organiser, { ...of(second.sha256), good: false });
    const guide = await readNounGuide({ campaign, synset: dog });
    expect(guide.good.map(({ thumbUrl }) => thumbUrl)).toEqual([thumbUrl(first.sha256)]);
    expect(guide.bad.map(({ thumbUrl }) => thumbUrl)).toEqual([thumbUrl(second.sha256)]);
    const kept = await db().datasetImage.findMany({ where: { datasetId: dataset.id, trainOnly: true } });
    expect(kept.map(({ imageId }) => imageId).sort()).toEqual([first.id, second.id].sort());

    expect(await removeNounExample(organiser, of(first.sha256))).toEqual({ removed: 1 });
    expect(await removeNounExample(organiser, of(first.sha256))).toEqual({ removed: 0 });
    expect((await readNounGuide({ campaign, synset: dog })).good.length).toBe(2);
  });

  test('are never held out or in val, nor of another dataset, nor too many', async () => {
    const { id: sourceId } = await db().source.findFirstOrThrow();
    const split = await db().dataset.findUniqueOrThrow({ where: { slug: 'public' } });
    const own = randomUUID();
    const images = await db().image.findMany({
      where: { sha256: { in: ['a dog', 'another dog', 'a held-out dog'].map(madeSha256) } },
    });
    expect(sourceId).toBeGreaterThan(0);
    await db().datasetImage.createMany({
      data: images.map(({ id }) => ({ datasetId: split.id, imageId: id })),
      skipDuplicates: true,
    });
    await createCampaign(organiser, {
      kind: 'classify',
      dataset: 'public',
      slug: own,
      title: 'Own',
      instructions: '',
      ...byMajority(3),
      rootSynsets: [animal],
    });
    const set = (name: string, by: Person | null = organiser) =>
      setNounExample(by, { campaign: own, synset: dog, image: madeSha256(name), good: true });
    await expect(set('a held-out dog')).rejects.toMatchObject({ code: 'not-for-train' });
    await expect(set('another dog')).rejects.toMatchObject({ code: 'not-for-train' });
    await expect(set('nothing')).rejects.toMatchObject({ code: 'no-such-image' });
    await expect(set('a dog', await makePerson('labeler'))).rejects.toMatchObject({ kind: 'forbidden' });
    expect(await set('a dog')).toEqual({ image: madeSha256('a dog'), good: true });

    for (const { sha256 } of dataset.images.slice(2, 8)) {
      await setNounExample(organiser, { campaign, synset: dog, image: sha256, good: true });
    }
    const ninth = dataset.images[9]?.sha256 ?? '';
    await expect(
      setNounExample(organiser, { campaign, synset: dog, image: ninth, good: true }),
    ).rejects.toMatchObject({ code: 'too-many-examples' });
    await expect(removeNounExample(null, { campaign, synset: dog, image: ninth })).rejects.toMatchObject({
      kind: 'unauthenticated',
    });
  });
});

test('the likeliest nouns are one’s own last answers and what the campaign is about', async () => {
  const slug = await makeClassifyCampaign(organiser, dataset, 20, 1);
  const units = await db().unit.findMany({ where: { campaign: { slug } }, orderBy: { id: 'asc' } });
  const [one, other] = [await makePerson('labeler'), await makePerson('labeler')];
  const vote = (unit: number, person: Person, answer: string) => ({
    unitId: units[unit]?.id ?? 0,
    userId: person.id,
    answer,
    milliseconds: 10,
  });
  await recordVotes(organiser, {
    campaign: slug,
    votes: [
      ...[0, 1, 2, 3, 4, 5].map((unit) => vote(unit, other, cat)),
      vote(6, other, wolf),
      vote(7, one, dog),
      vote(8, one, 'none'),
    ],
  });
  const { nouns } = await likelyNouns(one, { campaign: slug });
  // The wolf is on one unit only, which would tell of it.
  expect(nouns.map(({ id }) => id)).toEqual([dog, cat]);
  await expect(likelyNouns(null, { campaign: slug })).rejects.toMatchObject({ kind: 'unauthenticated' });
  expect(await likelyNouns(one, { campaign })).toEqual({ nouns: [] });
});
