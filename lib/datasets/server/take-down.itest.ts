import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { listCovers } from '#lib/hierarchy/server/list-covers';
import { listSynsetImages } from '#lib/hierarchy/server/list-synset-images';
import { imageKey, thumbKey } from '#lib/images/image-keys';
import { addImages } from '#lib/images/server/add-images';
import { db } from '#lib/infra/db/client';
import { storage } from '#lib/infra/storage';
import { gatherImages, makeEmptyDataset, verifyImages } from '#lib/testing/labelled-dataset';
import { makePerson } from '#lib/testing/people';
import { takedownListSchema, takedownSchema } from '../takedown.ts';
import { describeVersion } from './describe-version.ts';
import { finishTakedown } from './finish-takedown.ts';
import { freezeVersion } from './freeze-version.ts';
import { getImage } from './get-image.ts';
import { listTakedowns } from './list-takedowns.ts';
import { listVersionImages } from './list-version-images.ts';
import { proveInclusion } from './prove-inclusion.ts';
import { requestFreeze } from './request-freeze.ts';
import { takeDown } from './take-down.ts';

const [dog, cat] = ['n02084071', 'n02121620'];
const organiser = await makePerson('organiser');

async function frozen(sources: readonly string[]) {
  const slug = await makeEmptyDataset(organiser);
  const images = [];
  for (const source of sources)
    images.push(...(await gatherImages(organiser, slug, source, { [dog]: 10, [cat]: 10 })));
  await verifyImages(organiser, slug, images);
  await freezeVersion((await requestFreeze(organiser, { slug, options: {} })).id);
  return { slug, images };
}

const shas = async (slug: string, number: number) => {
  const pages = await Promise.all(
    (['train', 'val', 'test'] as const).map((split) =>
      listVersionImages({ slug, number, split, limit: 500 }),
    ),
  );
  return pages.flatMap(({ items }) => items.map(({ sha256 }) => sha256));
};

describe('a takedown of an image', () => {
  test('removes bytes and name, leaves a tombstone, and versions say what they miss', async () => {
    const { slug, images } = await frozen([`one-${randomUUID()}`]);
    const [gone] = (await listVersionImages({ slug, number: 1, split: 'train', limit: 1 })).items;
    const sha256 = gone?.sha256 as string;
    const bytes = (await storage().get(imageKey(sha256))) as Uint8Array;
    const before = await describeVersion(slug, 1);

    const { id, images: count } = await takeDown(organiser, {
      kind: 'image',
      what: sha256,
      reason: 'Asked for by who is on it.',
    });
    expect(count).toBe(1);
    await Promise.all([finishTakedown(id), finishTakedown(id)]);
    for (const key of [imageKey(sha256), thumbKey(sha256)]) expect(await storage().exists(key)).toBe(false);
    await expect(getImage(sha256)).rejects.toMatchObject({ kind: 'gone', code: 'taken-down' });
    expect(await db().image.findUnique({ where: { sha256 } })).toMatchObject({
      sourceRef: '',
      takedownId: id,
    });
    const sourceId = (await db().image.findUniqueOrThrow({ where: { sha256 } })).sourceId;
    const [again] = await addImages([{ bytes, sourceId, sourceRef: 'again' }]);
    expect(again).toMatchObject({ refusal: { code: 'taken-down' } });
    expect(await storage().exists(imageKey(sha256))).toBe(false);

    const after = await describeVersion(slug, 1);
    expect(after).toMatchObject({ missing: { train: 1, val: 0, test: 0 }, images: before.images });
    expect(after.manifestSha256).toBe(before.manifestSha256);
    expect(await shas(slug, 1)).toHaveLength(images.length - 1);
    expect(await proveInclusion(slug, 1, sha256)).toMatchObject({ root: before.merkleRoot });

    await freezeVersion((await requestFreeze(organiser, { slug, options: {} })).id);
    const next = await describeVersion(slug, 2);
    expect(next.report).toMatchObject({ images: images.length - 1, changes: { open: { removed: 1 } } });
    expect(next.missing).toEqual({ train: 0, val: 0, test: 0 });
    await expect(proveInclusion(slug, 2, sha256)).rejects.toMatchObject({ code: 'not-in-version' });
    await expect(takeDown(organiser, { kind: 'image', what: sha256, reason: 'again' })).rejects.toMatchObject(
      { code: 'nothing-to-take-down' },
    );
  });

  test('nobody is asked about it any more', async () => {
    const slug = await makeEmptyDataset(organiser);
    const images = await gatherImages(organiser, slug, slug, { [dog]: 3 });
    await verifyImages(organiser, slug, images);
    const [image] = images;
    await db().unit.updateMany({
      where: { imageId: image?.imageId },
      data: { state: 'contested', answer: null, confidence: null },
    });
    const { id } = await takeDown(organiser, { kind: 'image', what: image?.sha256 as string, reason: 'so' });
    await finishTakedown(id);
    const units = await db().unit.findMany({ where: { imageId: image?.imageId } });
    expect(units).toMatchObject([{ state: 'settled', answer: 'no', wanted: 0 }]);
    expect(await db().datasetImage.count({ where: { imageId: image?.imageId } })).toBe(0);
  });
});

describe('a takedown of more', () => {
  test('takes all of a source, or of an author, and no other', async () => {
    const [first, second] = [`first-${randomUUID()}`, `second-${randomUUID()}`];
    const { slug, images } = await frozen([first, second]);
    const { id, images: count } = await takeDown(organiser, {
      kind: 'source',
      what: first,
      reason: 'licence',
    });
    expect(count).toBe(20);
    await finishTakedown(id);
    const left = images.filter(({ source }) => source === second).map(({ sha256 }) => sha256);
    expect((await shas(slug, 1)).sort()).toEqual(left.sort());

    const author = `Author ${randomUUID()}`;
    await db().source.update({ where: { slug: second }, data: { author } });
    expect((await takeDown(organiser, { kind: 'author', what: author, reason: 'asked' })).images).toBe(20);
    expect(await shas(slug, 1)).toEqual([]);
    const gone = new Set(images.map(({ sha256 }) => sha256));
    const covers = (await listCovers([dog])).get(dog) ?? [];
    const { items: shown } = await listSynsetImages(dog, { limit: 100 });
    expect([...covers, ...shown].filter(({ sha256 }) => gone.has(sha256))).toEqual([]);
    const { missing, images: all } = await describeVersion(slug, 1);
    expect(missing).toEqual(all);
    const { items } = await listTakedowns(organiser, takedownListSchema.parse({ limit: 2 }));
    expect(items).toMatchObject([
      { kind: 'author', what: author, images: 20, doneAt: null },
      { kind: 'source', what: first, images: 20, doneAt: expect.any(Date), by: organiser.name },
    ]);
  });

  test('is for organisers, and needs a reason', async () => {
    const labeler = await makePerson('labeler', 'researcher');
    const input = { kind: 'source' as const, what: 'any', reason: 'so' };
    await expect(takeDown(labeler, input)).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(takeDown(organiser, { ...input, what: 'nowhere' })).rejects.toMatchObject({
      code: 'nothing-to-take-down',
    });
    expect(takedownSchema.safeParse({ ...input, reason: ' ' }).success).toBe(false);
    await expect(listTakedowns(null, takedownListSchema.parse({}))).rejects.toMatchObject({
      kind: 'unauthenticated',
    });
  });
});
