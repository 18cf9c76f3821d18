import { expect, test } from 'vitest';
import { synsetChildrenSchema } from '../synset-queries.ts';
import { getSynset } from './get-synset.ts';
import { listChildren } from './list-children.ts';

test('a noun comes with every path to the root and its counts', async () => {
  const dog = await getSynset('n02084071');
  expect(dog).toMatchObject({
    id: 'n02084071',
    words: ['dog', 'domestic dog', 'Canis familiaris'],
    depth: 8,
    children: 18,
    descendants: 189,
    images: 0,
    directImages: 0,
  });
  expect(dog.paths.map((path) => path.map(({ word }) => word).join(' > '))).toEqual([
    'entity > physical entity > object > whole > living thing > organism > animal > chordate > vertebrate > mammal > placental > carnivore > canine > dog',
    'entity > physical entity > object > whole > living thing > organism > animal > domestic animal > dog',
  ]);
});

test('the root is its own only path', async () => {
  const entity = await getSynset('n00001740');
  expect(entity.paths).toEqual([[{ id: 'n00001740', word: 'entity' }]]);
  expect(entity.descendants).toBe(82_114);
});

test('children come by their first word with the kind of their link, page after page', async () => {
  const all = await listChildren('n02084071', synsetChildrenSchema.parse({}));
  expect(all.nextCursor).toBeNull();
  expect(all.items).toHaveLength(18);
  const words = all.items.map((child) => child.words[0]?.toLowerCase() as string);
  expect(words).toEqual([...words].sort());
  expect(all.items.every((child) => child.kind === 'hyponym')).toBe(true);

  const pages = [];
  for (let cursor: string | undefined; ; ) {
    const page = await listChildren('n02084071', synsetChildrenSchema.parse({ limit: 5, cursor }));
    pages.push(...page.items);
    if (page.nextCursor === null) break;
    cursor = page.nextCursor;
  }
  expect(pages).toEqual(all.items);

  const atoll = await listChildren('n09210862', synsetChildrenSchema.parse({}));
  expect(atoll.items).toContainEqual(expect.objectContaining({ id: 'n08839296', kind: 'instance' }));
});

test('a leaf has no children, an unknown noun is refused', async () => {
  expect(await listChildren('n08839296', synsetChildrenSchema.parse({}))).toEqual({
    items: [],
    nextCursor: null,
  });
  const unknown = expect.objectContaining({ code: 'unknown-synset', kind: 'not-found' });
  await expect(listChildren('n99999999', synsetChildrenSchema.parse({}))).rejects.toEqual(unknown);
  await expect(getSynset('n99999999')).rejects.toEqual(unknown);
});
