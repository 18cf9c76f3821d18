import { beforeAll, expect, test } from 'vitest';
import type { Person } from '#lib/identity/person';
import { db } from '#lib/infra/db/client';
import { cat, dog, makeClassifyCampaign, makeVerifyCampaign } from '#lib/testing/campaigns';
import { makeDataset } from '#lib/testing/images';
import { makePerson } from '#lib/testing/people';
import { listGuideNounsSchema } from '../guide-list.ts';
import { listExampleChoices } from './list-example-choices.ts';
import { listGuideNouns } from './list-guide-nouns.ts';
import { setNounExample } from './set-noun-example.ts';

const nouns = [
  dog,
  cat,
  ...['n02114100', 'n02118333', 'n02129165', 'n02129604', 'n02374451', 'n02691156'],
  ...['n02958343', 'n03001627', 'n07739125', 'n07767847'],
];

let organiser: Person;
let verify: string;
let classify: string;

beforeAll(async () => {
  organiser = await makePerson('organiser');
  const dataset = await makeDataset(organiser, 30);
  verify = await makeVerifyCampaign(
    organiser,
    dataset,
    Object.fromEntries(nouns.map((noun, i) => [noun, i === 0 ? 8 : 2])),
  );
  const images = await db().datasetImage.findMany({ where: { dataset: { slug: dataset.slug } }, take: 5 });
  await db().datasetCandidate.createMany({
    data: images.map(({ datasetId, imageId }) => ({ datasetId, imageId, synsetId: dog })),
    skipDuplicates: true,
  });
  classify = await makeClassifyCampaign(organiser, dataset, 4);
});

const list = (campaign: string, search: Record<string, string> = {}) =>
  listGuideNouns({ campaign, ...listGuideNounsSchema.parse(search) });

test('the nouns of a verify campaign come in order of their words, page by page, each once', async () => {
  const first = await list(verify);
  expect(first.items).toHaveLength(10);
  const rest = await list(verify, { cursor: first.nextCursor ?? '' });
  expect(rest.nextCursor).toBeNull();
  const all = [...first.items, ...rest.items];
  expect(all.map(({ id }) => id).sort()).toEqual([...nouns].sort());
  const words = all.map(({ words: [word] }) => word?.toLowerCase() ?? '');
  expect(words).toEqual(words.toSorted((a, b) => (a < b ? -1 : 1)));
});

test('they are found by a part of any of their words', async () => {
  // Canis familiaris.
  expect((await list(verify, { query: ' FAMILIAR ' })).items.map(({ id }) => id)).toEqual([dog]);
  expect((await list(verify, { query: '%' })).items).toEqual([]);
});

test('a classify campaign has its tree instead', async () => {
  expect(await list(classify)).toEqual({ items: [], nextCursor: null });
});

test('organisers choose examples among what was gathered for a noun; those shown come first', async () => {
  const input = { campaign: verify, synset: dog };
  const before = await listExampleChoices(organiser, input);
  expect(before.length).toBeGreaterThan(1);
  expect(before.every(({ good }) => good === null)).toBe(true);
  const { sha256: image } = before.at(-1) as (typeof before)[number];
  await setNounExample(organiser, { ...input, image, good: false });
  const after = await listExampleChoices(organiser, input);
  expect(after[0]).toMatchObject({ sha256: image, good: false });
  expect(after).toHaveLength(before.length);
  await expect(listExampleChoices(await makePerson('labeler'), input)).rejects.toMatchObject({
    kind: 'forbidden',
  });
});
