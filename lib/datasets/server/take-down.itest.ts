import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { getSynset } from '#lib/hierarchy/server/get-synset';
import { listCovers } from '#lib/hierarchy/server/list-covers';
import { listSynsetImages } from '#lib/hierarchy/server/list-synset-images';
import { updateImageCounts } from '#lib/hierarchy/server/update-image-counts';
import { imageKey, thumbKey } from '#lib/images/image-keys';
import { addImages } from '#lib/images/server/add-images';
import { db } from '#lib/infra/db/client';
import { storage } from '#lib/infra/storage';
import { gatherImages, makeEmptyDataset, verifyImages } from '#lib/testing/labelled-dataset';
import { makePerson } from '#lib/testing/people';
import { makeUpload, numberedImage, zipOf } from '#lib/testing/uploads';
import { importFieldsSchema } from '../import.ts';
import { takedownListSchema, takedownSchema } from '../takedown.ts';
import { addImagesToDataset } from './add-images-to-dataset.ts';
import { chooseNouns } from './choose-nouns.ts';
import { describeVersion } from './describe-version.ts';
import { finishTakedown } from './finish-takedown.ts';
import { freezeVersion } from './freeze-version.ts';
import { getImage } from './get-image.ts';
import { listTakedowns } from './list-takedowns.ts';
import { listVersionImages } from './list-version-images.ts';
import { proveInclusion } from './prove-inclusion.ts';
import { requestExport } from './request-export.ts';
import { requestFreeze } from './request-freeze.ts';
import { requestImport } from './request-import.ts';
import { runImport } from './run-import.ts';
import { countTakedown, takeDown } from './take-down.ts';

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

describe('what else knows of an image', () => {
  const remains = async (noun: string) => {
    const [{ images, directImages }, covers, { items }] = await Promise.all([
      getSynset(noun),
      listCovers([noun]),
      listSynsetImages(noun, { limit: 100 }),
    ]);
    return { images, directImages, covers: covers.get(noun)?.length ?? 0, shown: items.length };
  };
  const down = (sha256: string) => takeDown(organiser, { kind: 'image', what: sha256, reason: 'asked for' });

  test('nouns have fewer images at once, and other covers, as if it had never been there', async () => {
    const [owl, bird, entity] = ['n01621127', 'n01503061', 'n00001740'];
    const slug = await makeEmptyDataset(organiser);
    await verifyImages(organiser, slug, await gatherImages(organiser, slug, slug, { [owl]: 20 }));
    await freezeVersion((await requestFreeze(organiser, { slug, options: {} })).id);
    expect(await remains(owl)).toEqual({ images: 16, directImages: 16, covers: 4, shown: 16 });
    const top = (await getSynset(entity)).images;
    const covers = (await listCovers([owl])).get(owl) ?? [];
    for (const { sha256 } of covers) await down(sha256);
    const [heldOut] = (await listVersionImages({ slug, number: 1, split: 'test', limit: 1 })).items;
    await down(heldOut?.sha256 as string);

    expect(await remains(owl)).toEqual({ images: 12, directImages: 12, covers: 4, shown: 12 });
    expect(await remains(bird)).toMatchObject({ images: 12, directImages: 0, shown: 12 });
    expect((await getSynset(entity)).images).toBe(top - 4);
    const { classList, missing } = await describeVersion(slug, 1);
    expect(classList).toMatchObject([{ id: owl }]);
    expect((classList[0]?.train ?? 0) + (classList[0]?.val ?? 0)).toBe(12);
    expect(missing.train + missing.val + missing.test).toBe(5);
    const kept = () =>
      Promise.all([
        db().synsetImageCount.findMany({ orderBy: { synsetId: 'asc' } }),
        db().synsetShare.findMany({
          orderBy: [{ synsetId: 'asc' }, { versionId: 'asc' }],
          where: { images: { gt: 0 } },
        }),
      ]);
    const lowered = await kept();
    await db().synsetShare.deleteMany();
    await db().synsetImageCount.deleteMany();
    await db().$transaction((tx) => updateImageCounts(tx));
    expect((await kept())[0]).toEqual(lowered[0]);

    for (const { sha256 } of (await listSynsetImages(owl, { limit: 100 })).items) await down(sha256);
    expect(await remains(owl)).toEqual({ images: 0, directImages: 0, covers: 0, shown: 0 });
    await freezeVersion((await requestFreeze(organiser, { slug, options: {} })).id);
    expect(await remains(owl)).toMatchObject({ images: 0, shown: 0 });
  });

  test('an import that waits for its noun goes on without it, and nobody puts it back', async () => {
    const slug = await makeEmptyDataset(organiser);
    const files = await Promise.all([1, 2].map((n) => numberedImage(9_000_000 + n)));
    const upload = await makeUpload(
      organiser,
      'dogs.zip',
      await zipOf(files.map((bytes, n) => [`dog/${n}.png`, bytes] as const)),
    );
    const terms = importFieldsSchema.parse({ title: 'Dogs', author: 'Ada', license: 'CC-BY-4.0' });
    const { id } = await requestImport(organiser, { slug, upload, ...terms });
    await runImport(id, new AbortController().signal);
    const { image } = await db().importWaiting.findFirstOrThrow({
      where: { importId: id },
      include: { image: true },
    });
    await down(image.sha256);
    await chooseNouns(organiser, { slug, id, choices: [{ name: 'dog', noun: dog }] });
    const candidates = await db().datasetCandidate.findMany({ where: { dataset: { slug } } });
    expect(candidates).toHaveLength(1);
    expect(candidates[0]?.imageId).not.toBe(image.id);
    await expect(
      addImagesToDataset(organiser, { slug, images: [{ imageId: image.id }] }),
    ).rejects.toMatchObject({ code: 'unknown-image-or-noun' });
  });

  test('its takedown is finished whoever ordered it is by then', async () => {
    const former = await makePerson('organiser');
    const slug = await makeEmptyDataset(organiser);
    const images = await gatherImages(organiser, slug, slug, { [dog]: 2 });
    await verifyImages(organiser, slug, images);
    await db().unit.updateMany({
      where: { imageId: images[0]?.imageId },
      data: { state: 'contested', answer: null, confidence: null },
    });
    const what = images[0]?.sha256 as string;
    const { id } = await takeDown(former, { kind: 'image', what, reason: 'asked for' });
    await db().user.update({ where: { id: former.id }, data: { roles: [] } });
    await finishTakedown(id);
    expect(await db().takedown.findUnique({ where: { id } })).toMatchObject({ doneAt: expect.any(Date) });
  });

  test('an export that is asked for while it is taken down waits, and is without it', async () => {
    const { slug } = await frozen([`late-${randomUUID()}`]);
    const [gone] = (await listVersionImages({ slug, number: 1, split: 'train', limit: 1 })).items;
    const [, view] = await Promise.all([
      down(gone?.sha256 as string),
      requestExport(organiser, { slug, number: 1, format: 'csv' }),
    ]);
    const row = await db().export.findFirstOrThrow({ where: { version: { dataset: { slug } } } });
    // Either it was there first and is cancelled, or it came after.
    if (row.state !== 'cancelled') expect(view.progress.total).toBe(19);
    else expect(row.error).toMatch(/taken down/);
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
    expect(await countTakedown(organiser, { kind: 'author', what: author })).toBe(20);
    expect((await takeDown(organiser, { kind: 'author', what: author, reason: 'asked' })).images).toBe(20);
    expect(await countTakedown(organiser, { kind: 'author', what: author })).toBe(0);
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
    await expect(countTakedown(await makePerson('labeler'), input)).rejects.toMatchObject({
      code: 'role-needed',
    });
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
