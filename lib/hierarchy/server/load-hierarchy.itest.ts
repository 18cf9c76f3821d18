import { expect, test } from 'vitest';
import { db, pool } from '#lib/infra/db/client';
import { loadHierarchy } from './load-hierarchy.ts';

// The template of the test databases has the hierarchy loaded already.

async function rows<T>(sql: string): Promise<T[]> {
  return (await pool().query(sql)).rows as T[];
}

async function counts() {
  return {
    synsets: await db().synset.count(),
    hyponym: await db().synsetLink.count({ where: { kind: 'hyponym' } }),
    instance: await db().synsetLink.count({ where: { kind: 'instance' } }),
    words: await db().synsetWord.count(),
    closure: await db().synsetClosure.count(),
  };
}

const all = { synsets: 82_115, hyponym: 75_850, instance: 8_577, words: 146_312, closure: 825_356 };

const definitions = () =>
  rows(`SELECT conname AS name, pg_get_constraintdef(oid) AS definition FROM pg_constraint
          WHERE conrelid::regclass::text LIKE 'synset%'
        UNION ALL SELECT indexname, indexdef FROM pg_indexes WHERE tablename LIKE 'synset%' ORDER BY 1, 2`);

test('all nouns stand in the database', async () => {
  expect(await counts()).toEqual(all);
  expect(
    await db().synset.findUnique({
      where: { id: 'n02084071' },
      include: { parents: { orderBy: { position: 'asc' } } },
    }),
  ).toEqual({
    id: 'n02084071',
    words: ['dog', 'domestic dog', 'Canis familiaris'],
    gloss: expect.stringContaining('a member of the genus Canis (probably descended from the common wolf)'),
    depth: 8,
    height: expect.any(Number),
    childCount: 18,
    descendantCount: 189,
    parents: [
      { childId: 'n02084071', parentId: 'n02083346', kind: 'hyponym', position: 0 },
      { childId: 'n02084071', parentId: 'n01317541', kind: 'hyponym', position: 1 },
    ],
  });
});

test('the closure says of every pair the shortest way, 0 to itself', async () => {
  const [animalToDog] = await rows<{ distance: number }>(
    `SELECT distance FROM synset_closure WHERE ancestor_id = 'n00015388' AND descendant_id = 'n02084071'`,
  );
  expect(animalToDog?.distance).toBe(2);
  expect(await rows(`SELECT count(*)::int FROM synset_closure WHERE distance = 0`)).toEqual([
    { count: 82_115 },
  ]);
  expect(await rows(`SELECT count(*)::int FROM synset_closure WHERE ancestor_id = 'n00001740'`)).toEqual([
    { count: 82_115 },
  ]);
});

test('does nothing where the nouns stand there', async () => {
  expect(await loadHierarchy()).toBeUndefined();
});

test('another version is replaced under what refers to it, once, with every index and constraint', async () => {
  const before = await definitions();
  await db().setting.update({ where: { key: 'hierarchy' }, data: { value: { source: 'WordNet 2.1' } } });
  await db().synset.update({ where: { id: 'n02084071' }, data: { gloss: 'an older one', words: ['hound'] } });
  await db().synsetImageCount.create({ data: { synsetId: 'n02084071', direct: 3, subtree: 5 } });

  const both = await Promise.all([loadHierarchy(), loadHierarchy()]);

  expect(both).toContain(undefined);
  expect(both).toContainEqual({ synsets: 82_115, links: 84_427, words: 146_312, closure: 825_356 });
  expect(await counts()).toEqual(all);
  expect(
    await db().synset.findUnique({ where: { id: 'n02084071' }, include: { imageCount: true } }),
  ).toMatchObject({
    words: ['dog', 'domestic dog', 'Canis familiaris'],
    imageCount: { direct: 3, subtree: 5 },
  });
  expect(await definitions()).toEqual(before);
  expect(before.length).toBeGreaterThan(12);
}, 180_000);
