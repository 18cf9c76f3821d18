import { expect, test } from 'vitest';
import { madeExportSource, readExport, untar } from '#lib/testing/export-source';
import { writeWebDataset } from './webdataset.ts';

const source = madeExportSource({ train: 12, val: 3, test: 5 });
const write = (limits?: { images: number; bytes: number }) =>
  readExport(writeWebDataset(source, () => {}, limits));

// Samples as WebDataset groups them: a name is a key up to the first dot after the last slash, and an extension; files that
// follow each other with one key are a sample; an extension that comes twice, or a key that comes again later, is an error.
async function samples(shard: Uint8Array): Promise<Map<string, Map<string, Buffer>>> {
  const found = new Map<string, Map<string, Buffer>>();
  let current: string | undefined;
  for (const { name, content } of await untar(shard)) {
    const [, key, extension] = /^((?:.*\/|)[^.]+)[.]([^/]*)$/.exec(name) ?? [];
    if (!key || !extension) throw new Error(`${name} has no key`);
    if (key !== current && found.has(key)) throw new Error(`${key} comes again`);
    current = key;
    const sample = found.get(key) ?? new Map<string, Buffer>();
    if (sample.has(extension)) throw new Error(`${name} comes twice`);
    found.set(key, sample.set(extension, content));
  }
  return found;
}

test('each sample is an image, its class and what is told of it; test has no class', async () => {
  const files = await write();
  expect([...files.keys()]).toEqual([
    'README.txt',
    'classes.tsv',
    'sources.tsv',
    'attribution.tsv',
    'animals-v2-train-000000.tar',
    'animals-v2-val-000000.tar',
    'animals-v2-test-000000.tar',
  ]);
  const train = await samples(files.get('animals-v2-train-000000.tar') as Buffer);
  expect(train.size).toBe(12);
  for await (const { row, content } of source.contents('train')) {
    const sample = train.get(row.sha256) as Map<string, Buffer>;
    expect([...sample.keys()]).toEqual([
      row.mime.replace('image/', '').replace('jpeg', 'jpg'),
      'cls',
      'json',
    ]);
    expect(Buffer.compare([...sample.values()][0] as Buffer, content)).toBe(0);
    expect(Number(sample.get('cls'))).toBe(source.classes.get(row.label?.synsetId ?? '')?.index);
    expect(JSON.parse(String(sample.get('json')))).toMatchObject({
      synset: row.label?.synsetId,
      license: row.credit.license,
      author: row.credit.author,
    });
  }
  const held = await samples(files.get('animals-v2-test-000000.tar') as Buffer);
  expect(held.size).toBe(5);
  for (const sample of held.values()) {
    expect(sample.has('cls')).toBe(false);
    expect(JSON.parse(String(sample.get('json')))).toMatchObject({
      label: null,
      synset: null,
      word: null,
      source: null,
      author: null,
    });
  }
});

test('a shard ends before it has too many images or bytes, and holds one image at least', async () => {
  const sizes = async (limits: { images: number; bytes: number }) => {
    const train = [...(await write(limits))].filter(([name]) => name.includes('-train-'));
    expect(train.map(([name]) => name)).toEqual(
      train.map((_, i) => `animals-v2-train-${String(i).padStart(6, '0')}.tar`),
    );
    return Promise.all(train.map(async ([, shard]) => (await samples(shard)).size));
  };
  expect(await sizes({ images: 5, bytes: 1e9 })).toEqual([5, 5, 2]);
  expect(await sizes({ images: 4, bytes: 1e9 })).toEqual([4, 4, 4]);
  expect(await sizes({ images: 100, bytes: 1 })).toEqual(Array(12).fill(1));
  const some = await sizes({ images: 100, bytes: 2000 });
  expect(Math.max(...some)).toBeGreaterThan(1);
  expect(some.reduce((sum, size) => sum + size)).toBe(12);
  const sizesOf = source.contents('train')[Symbol.asyncIterator]();
  for (const size of some) {
    let bytes = 0;
    for (let n = 0; n < size; n++) bytes += (await sizesOf.next()).value?.content.length ?? 0;
    expect(bytes).toBeLessThanOrEqual(2000);
  }
});

test('is the same each time', async () => {
  expect(await write()).toEqual(await write());
});
