import { createHash } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { extract } from 'tar-stream';
import { describe, expect, test } from 'vitest';
import { encodeCursor } from '#lib/core/cursor';
import { db } from '#lib/infra/db/client';
import { gatherImages, makeEmptyDataset, verifyImages } from '#lib/testing/labelled-dataset';
import { makePerson } from '#lib/testing/people';
import { datasetListSchema, versionImageListSchema } from '../dataset.ts';
import { createDataset } from './create-dataset.ts';
import { freezeVersion } from './freeze-version.ts';
import { getDataset } from './get-dataset.ts';
import { getVersion } from './get-version.ts';
import { listDatasets } from './list-datasets.ts';
import { listVersionImages } from './list-version-images.ts';
import { liveImageFolder } from './live-imagefolder.ts';
import { requestFreeze } from './request-freeze.ts';

const [dog, cat] = ['n02084071', 'n02121620'];
const organiser = await makePerson('organiser');
const slug = await makeEmptyDataset(organiser);
const gathered = await gatherImages(organiser, slug, `${slug}-of-dogs-and-cats`, { [dog]: 20, [cat]: 20 });
await verifyImages(organiser, slug, gathered);
const seed = 'the seed that nobody may see';
await freezeVersion((await requestFreeze(organiser, { slug, options: { seed } })).id);
const truth = new Map(gathered.map(({ sha256, synsetId }) => [sha256, synsetId]));

describe('the public side of a dataset', () => {
  test('numbers, versions, classes, licences, and never the seed', async () => {
    const dataset = await getDataset(slug);
    expect(dataset.versions).toHaveLength(1);
    expect(dataset.newest).toMatchObject({ number: 1, images: { train: 28, val: 4, test: 8 }, classes: 2 });
    const version = await getVersion(null, { slug, number: 1 });
    expect(version).toMatchObject({
      state: 'done',
      classList: [
        { id: dog, word: 'dog', train: 14, val: 2 },
        { id: cat, word: 'cat', train: 14, val: 2 },
      ],
      sources: [{ license: 'CC0-1.0', author: 'Ada', images: 40 }],
    });
    expect(JSON.stringify([dataset, version])).not.toContain(seed);
    expect('classList' in version && version.classList.map((one) => Object.keys(one))).toEqual(
      Array(2).fill(['id', 'word', 'train', 'val']),
    );
  });

  test('unknown ones are not found', async () => {
    await expect(getDataset('nowhere')).rejects.toMatchObject({ code: 'no-such-dataset' });
    await expect(getVersion(null, { slug, number: 2 })).rejects.toMatchObject({ code: 'no-such-version' });
    await expect(getVersion(organiser, { slug, number: 2 })).rejects.toMatchObject({
      code: 'no-such-version',
    });
  });

  test('a slug can be taken once', async () => {
    await expect(createDataset(organiser, { slug, title: 'Again', description: '' })).rejects.toMatchObject({
      code: 'slug-taken',
    });
    await expect(
      createDataset(await makePerson('labeler'), { slug: 'mine', title: 'Mine', description: '' }),
    ).rejects.toMatchObject({ kind: 'forbidden' });
  });

  test('datasets are listed in pages, those made last first', async () => {
    const slugs: string[] = [];
    for (let index = 0; index < 3; index++) slugs.unshift(await makeEmptyDataset(organiser));
    const first = await listDatasets(datasetListSchema.parse({ limit: 2 }));
    const second = await listDatasets(datasetListSchema.parse({ limit: 2, cursor: first.nextCursor }));
    expect([...first.items, ...second.items].map((item) => item.slug)).toEqual([...slugs, slug]);
    expect(second.items[1]?.newest).toMatchObject({ number: 1 });
    expect(datasetListSchema.safeParse({ cursor: encodeCursor(['x']) }).success).toBe(false);
  });
});

describe('the images of a version', () => {
  const all = async (query: Record<string, unknown>) => {
    const items: Awaited<ReturnType<typeof listVersionImages>>['items'] = [];
    let cursor: string | null = null;
    do {
      const page = await listVersionImages({
        slug,
        number: 1,
        ...versionImageListSchema.parse({ limit: 5, ...query, ...(cursor && { cursor }) }),
      });
      items.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor);
    return items;
  };

  test('train and val come with noun and source, page by page', async () => {
    const train = await all({ split: 'train' });
    expect(train).toHaveLength(28);
    expect(new Set(train.map(({ sha256 }) => sha256)).size).toBe(28);
    for (const { sha256, label, source } of train) {
      expect(label).toMatchObject({ id: truth.get(sha256), confidence: 1, simulated: false });
      expect(source).toMatchObject({ license: 'CC0-1.0' });
    }
    expect(await all({ split: 'val', synset: dog })).toHaveLength(2);
  });

  test('held-out images come without anything that says what they show', async () => {
    const held = await all({ split: 'test' });
    expect(held).toHaveLength(8);
    expect(JSON.stringify(held)).not.toMatch(/n\d{8}|dogs|Ada/);
    for (const image of held) expect(image).toMatchObject({ label: null, source: null });
    await expect(all({ split: 'test', synset: dog })).rejects.toMatchObject({ code: 'held-out' });
  });
});

describe('the ImageFolder export', () => {
  async function unpack() {
    const { stream } = await liveImageFolder(slug, 1);
    const files = new Map<string, Buffer>();
    const hash = createHash('sha256');
    const reader = extract();
    reader.on('entry', async ({ name }, entry, next) => {
      files.set(name, Buffer.from(await text(entry.setEncoding('latin1')), 'latin1'));
      next();
    });
    stream.on('data', (chunk: Buffer) => {
      hash.update(chunk);
    });
    stream.pipe(reader);
    await new Promise<void>((resolve, reject) => {
      reader.on('finish', () => resolve());
      reader.on('error', reject);
      stream.on('error', reject);
    });
    return { files, sha256: hash.digest('hex') };
  }

  test('has class folders for train and val, test without labels, and says whose the images are', async () => {
    const { files } = await unpack();
    const names = [...files.keys()];
    expect(names.slice(0, 4)).toEqual(['README.txt', 'classes.tsv', 'sources.tsv', 'attribution.tsv']);
    const images = names.slice(4);
    expect(images).toHaveLength(40);
    for (const name of images) {
      const [, split, synsetId, sha256] =
        /^(train|val|test)\/(?:(n\d{8})\/)?([0-9a-f]{64})\.png$/.exec(name) ?? [];
      expect(
        createHash('sha256')
          .update(files.get(name) ?? '')
          .digest('hex'),
      ).toBe(sha256);
      expect(synsetId).toBe(split === 'test' ? undefined : truth.get(sha256 ?? ''));
    }
    expect(images.filter((name) => name.startsWith('test/'))).toHaveLength(8);
    expect(files.get('classes.tsv')?.toString()).toMatch(
      /^n02084071\tdog, domestic dog, Canis familiaris\nn02121620\tcat, true cat\n$/,
    );
    expect(files.get('sources.tsv')?.toString()).toContain('\tCC0-1.0\t');
    const attribution = files.get('attribution.tsv')?.toString().trimEnd().split('\n') ?? [];
    expect(attribution.map((line) => line.split('\t')[0])).toEqual(images);
  });

  test('is the same file each time', async () => {
    expect((await unpack()).sha256).toBe((await unpack()).sha256);
  });

  test('a reader who leaves stops the work', async () => {
    const { stream } = await liveImageFolder(slug, 1);
    await new Promise<void>((resolve) => stream.once('data', () => resolve()));
    stream.destroy();
    await new Promise<void>((resolve) => stream.once('close', () => resolve()));
  });

  test('an image whose bytes are gone ends it with an error, not with a short file that looks whole', async () => {
    const [row] = await db().versionImage.findMany({
      where: { split: 'train' },
      take: 1,
      include: { image: true },
    });
    const { storage } = await import('#lib/infra/storage');
    const { imageKey } = await import('#lib/images/image-keys');
    const key = imageKey(row?.image.sha256 ?? '');
    const kept = (await storage().get(key)) ?? new Uint8Array();
    await storage().remove(key);
    await expect(unpack()).rejects.toThrow();
    await storage().put(key, kept);
  });
});
