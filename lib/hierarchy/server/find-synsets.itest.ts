import { beforeAll, expect, test } from 'vitest';
import { db } from '#lib/infra/db/client';
import { makePerson } from '#lib/testing/people';
import { makeVersion } from '#lib/testing/public-version';
import { synsetSearchSchema } from '../synset-queries.ts';
import { findSynsets } from './find-synsets.ts';

const find = async (query: string, limit = 20) =>
  (await findSynsets(synsetSearchSchema.parse({ query, limit }))).items;
const ids = async (query: string, limit?: number) => (await find(query, limit)).map(({ id }) => id);

// crane: the writer, the machine's and the bird's sense in WordNet's order of frequency.
const CRANE_BIRD = 'n02012849';

beforeAll(async () => {
  const organiser = await makePerson('organiser');
  await makeVersion(organiser, 'birds', [
    { name: 'crane 1', synsetId: CRANE_BIRD, split: 'train' },
    { name: 'crane 2', synsetId: CRANE_BIRD, split: 'test' },
  ]);
});

test('a word gives its senses, the most frequent first', async () => {
  expect((await ids('dog')).slice(0, 3)).toEqual(['n02084071', 'n10114209', 'n10023039']);
  expect((await find('dog'))[0]).toEqual({
    id: 'n02084071',
    words: ['dog', 'domestic dog', 'Canis familiaris'],
    gloss: expect.stringContaining('genus Canis'),
    children: 18,
    images: 0,
  });
});

test('of the senses of a word those with images come first', async () => {
  const [first, second] = await find('crane');
  expect(first).toMatchObject({ id: CRANE_BIRD, images: 1 });
  expect(second?.images).toBe(0);
  expect(second?.words.map((word) => word.toLowerCase())).toContain('crane');
});

test('what begins with the query follows what equals it, and a later part of a word comes last', async () => {
  const words = (await find('retriever')).map((synset) => synset.words[0]);
  expect(words[0]).toBe('retriever');
  expect(words).toContain('golden retriever');
  const prefixed = await find('guita');
  expect(prefixed[0]?.words).toContain('guitar');
});

test.each(['Domestic  Dog', 'domestic_dog', ' domestic dog '])('%j is the dog', async (query) => {
  expect((await ids(query))[0]).toBe('n02084071');
});

test('an id gives that noun alone, with or without its n', async () => {
  expect(await ids('n02084071')).toEqual(['n02084071']);
  expect(await ids('02084071')).toEqual(['n02084071']);
  expect(await ids('n99999999')).toEqual([]);
});

test.each(['%', '_', '\\', "'", 'no such noun anywhere'])(
  '%j finds nothing it does not stand for',
  async (query) => {
    for (const { words } of await find(query)) expect(words.join(' ')).toContain(query);
  },
);

test('pages go on where the one before ended, over all kinds of match', async () => {
  const seen: string[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await findSynsets(synsetSearchSchema.parse({ query: 'bear', limit: 7, cursor }));
    seen.push(...page.items.map(({ id }) => id));
    if (page.nextCursor === null) break;
    cursor = page.nextCursor;
  }
  const expected = await db().synsetWord.findMany({
    where: { OR: [{ word: { startsWith: 'bear' } }, { word: { contains: ' bear' } }] },
    distinct: 'synsetId',
  });
  expect(seen).toHaveLength(new Set(seen).size);
  expect(new Set(seen)).toEqual(new Set(expected.map(({ synsetId }) => synsetId)));
  expect(seen.length).toBeGreaterThan(50);
});
