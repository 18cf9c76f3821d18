import { beforeAll, describe, expect, test } from 'vitest';
import type { Split } from '#lib/datasets/split';
import type { Person } from '#lib/identity/person';
import { db } from '#lib/infra/db/client';
import { makePerson } from '#lib/testing/people';
import { type MadeImage, madeSha256, makeVersion } from '#lib/testing/public-version';
import type { ConfidenceStep } from '../confidence.ts';
import { synsetImagesSchema } from '../synset-queries.ts';
import { getSynset } from './get-synset.ts';
import { listCovers } from './list-covers.ts';
import { listSynsetImages } from './list-synset-images.ts';

const [DOG, BEAGLE, CAT, ANIMAL, CARNIVORE, GUITAR, ENTITY] = [
  'n02084071',
  'n02088364',
  'n02121620',
  'n00015388',
  'n02075296',
  'n03467517',
  'n00001740',
];

const many = (count: number, name: string, synsetId: string, split: Split): MadeImage[] =>
  Array.from({ length: count }, (_, i) => ({ name: `${name} ${i}`, synsetId, split }));

async function listAll(id: string, limit: number, confidence?: ConfidenceStep) {
  const items = [];
  for (let cursor: string | undefined; ; ) {
    const page = await listSynsetImages(id, synsetImagesSchema.parse({ cursor, limit, confidence }));
    items.push(...page.items);
    expect(page.items.length).toBeLessThanOrEqual(limit);
    if (page.nextCursor === null) return items;
    cursor = page.nextCursor;
  }
}

const hashes = (images: MadeImage[]) => images.map(({ name }) => madeSha256(name)).sort();
const counts = async (id: string) => {
  const { images, directImages } = await getSynset(id);
  return [directImages, images];
};

let organiser: Person;
const dogs = many(4, 'dog', DOG, 'train');
const beagles = [...many(30, 'beagle', BEAGLE, 'train'), ...many(10, 'beagle val', BEAGLE, 'val')];
const cats = many(25, 'cat', CAT, 'val');
const heldOut = many(20, 'held-out', DOG, 'test');

beforeAll(async () => {
  organiser = await makePerson('organiser');
  await makeVersion(organiser, 'pets', [...dogs, ...beagles, ...many(3, 'gone', GUITAR, 'train')]);
  await makeVersion(organiser, 'pets', [...dogs, ...beagles, ...cats, ...heldOut]);
});

describe('images of a noun', () => {
  // Limits on both sides of what makes it walk through a version or gather noun by noun.
  test.each([1, 7, 48, 100])('are those of its subtree, each once, in pages of %i', async (limit) => {
    for (const [id, expected] of [
      [BEAGLE, beagles],
      [DOG, [...dogs, ...beagles]],
      [CAT, cats],
      [ANIMAL, [...dogs, ...beagles, ...cats]],
    ] as const) {
      const found = await listAll(id, limit);
      expect(found.map(({ sha256 }) => sha256).sort()).toEqual(hashes([...expected]));
    }
  });

  test('come in the same order whatever the page is', async () => {
    expect(await listAll(ANIMAL, 5)).toEqual(await listAll(ANIMAL, 100));
  });

  test('say what they show, where they stand and whose they are', async () => {
    const [image] = await listAll(CAT, 100);
    expect(image).toEqual({
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      width: 320,
      height: 240,
      imageUrl: `/images/${image?.sha256}`,
      thumbUrl: `/images/${image?.sha256}/thumb`,
      synset: { id: CAT, word: 'cat' },
      dataset: { slug: 'pets', version: 2 },
      simulated: false,
      source: {
        title: 'Made-up images',
        author: 'the tests',
        license: 'CC0-1.0',
        licenseUrl: 'https://creativecommons.org/publicdomain/zero/1.0/',
        homepage: null,
      },
    });
  });

  test('have none that is held out, and none of an older version', async () => {
    const all = await listAll(ENTITY, 100);
    expect(all).toHaveLength(69);
    for (const hash of hashes(heldOut)) expect(JSON.stringify(all)).not.toContain(hash);
    expect(await listAll(GUITAR, 100)).toEqual([]);
  });

  test('of an unknown noun are refused', async () => {
    await expect(listSynsetImages('n99999999', synsetImagesSchema.parse({}))).rejects.toMatchObject({
      code: 'unknown-synset',
    });
  });
});

describe('counts', () => {
  test('are those of the newest version, of the noun and of its subtree', async () => {
    expect(await counts(DOG)).toEqual([4, 44]);
    expect(await counts(BEAGLE)).toEqual([40, 40]);
    expect(await counts(CARNIVORE)).toEqual([0, 69]);
    expect(await counts(ENTITY)).toEqual([0, 69]);
    expect(await counts(GUITAR)).toEqual([0, 0]);
    expect(await db().synsetImageCount.findUnique({ where: { synsetId: GUITAR } })).toBeNull();
  });
});

describe('covers', () => {
  test('are the first images of each subtree, none of them held out', async () => {
    const covers = await listCovers([ANIMAL, DOG, GUITAR]);
    for (const id of [ANIMAL, DOG]) {
      const first = (await listAll(id, 100)).slice(0, 4).map(({ sha256 }) => sha256);
      expect(covers.get(id)?.map(({ sha256 }) => sha256)).toEqual(first);
    }
    expect(covers.has(GUITAR)).toBe(false);
  });
});

// Last: what follows adds datasets to those above.
describe('another dataset', () => {
  test('adds its images; one that both have shows once, one that either holds out never', async () => {
    const shared = cats.slice(0, 5);
    const wolves = many(6, 'wolf', 'n02114100', 'train');
    const [leaked] = heldOut as [MadeImage];
    await makeVersion(organiser, 'wild', [...shared, ...wolves, { ...leaked, split: 'train' }]);

    const found = await listAll(CARNIVORE, 10);
    expect(found.map(({ sha256 }) => sha256).sort()).toEqual(
      hashes([...dogs, ...beagles, ...cats, ...wolves]),
    );
    expect(await counts('n02114100')).toEqual([6, 6]);
  });

  test('that is frozen at the same moment as a third is counted with it', async () => {
    await Promise.all([
      makeVersion(organiser, 'strings', many(3, 'guitar', GUITAR, 'train')),
      makeVersion(organiser, 'more-strings', many(5, 'other guitar', GUITAR, 'val')),
    ]);
    expect(await counts(GUITAR)).toEqual([8, 8]);
  });
});

describe('images whose label is sure', () => {
  test.each([1, 7, 48])('are those at least as sure, in pages of %i', async (limit) => {
    const PIANO = 'n03452741';
    const KEYBOARD = 'n04338517';
    const slug = `keys-${limit}`;
    const at = (confidence: number, count: number, synsetId: string): MadeImage[] =>
      many(count, `${slug} ${confidence} ${synsetId}`, synsetId, count % 2 ? 'train' : 'val').map(
        (image) => ({
          ...image,
          confidence,
        }),
      );
    const sure = [...at(0.99, 3, PIANO), ...at(1, 2, KEYBOARD)];
    const likely = [...sure, ...at(0.95, 9, PIANO), ...at(0.9, 4, KEYBOARD)];
    await makeVersion(organiser, slug, [...likely, ...at(0.89, 30, PIANO), ...at(0.5, 31, KEYBOARD)]);
    const ofThis = async (confidence: ConfidenceStep) =>
      (await listAll(ENTITY, limit, confidence))
        .filter(({ dataset }) => dataset.slug === slug)
        .map(({ sha256 }) => sha256)
        .sort();
    expect(await ofThis('0.99')).toEqual(hashes(sure));
    expect(await ofThis('0.9')).toEqual(hashes(likely));
  });
});
