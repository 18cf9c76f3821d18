import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { db } from '#lib/infra/db/client';
import { transaction } from '#lib/infra/db/transaction';
import {
  type GatheredImage,
  gatherImages,
  makeEmptyDataset,
  verifyImages,
} from '#lib/testing/labelled-dataset';
import { makePerson } from '#lib/testing/people';
import type { FreezeOptionsInput } from '../freeze-options.ts';
import { imageLeaf } from '../inclusion-proof.ts';
import { merkleRoot } from '../merkle.ts';
import { addImagesToDataset } from './add-images-to-dataset.ts';
import { freezeVersion } from './freeze-version.ts';
import { getVersion } from './get-version.ts';
import { keepInTrain } from './keep-in-train.ts';
import { requestFreeze } from './request-freeze.ts';

const [dog, cat, beagle] = ['n02084071', 'n02121620', 'n02088364'];
const organiser = await makePerson('organiser');

async function freeze(slug: string, options: FreezeOptionsInput = {}) {
  const { id, version } = await requestFreeze(organiser, { slug, options });
  await freezeVersion(id);
  const row = await db().datasetVersion.findUniqueOrThrow({ where: { id } });
  const images = await db().versionImage.findMany({ where: { versionId: id }, orderBy: { position: 'asc' } });
  const heldOut = await db().heldOutLabel.findMany({ where: { versionId: id } });
  return { id, number: version, row, images, heldOut };
}
type Frozen = Awaited<ReturnType<typeof freeze>>;

const splitOf = (frozen: Frozen) => new Map(frozen.images.map(({ imageId, split }) => [imageId, split]));
const labelled = async (perNoun: Record<string, number>, isRight?: (image: GatheredImage) => boolean) => {
  const slug = await makeEmptyDataset(organiser);
  const images = await gatherImages(organiser, slug, slug, perNoun);
  await verifyImages(organiser, slug, images, isRight);
  return { slug, images };
};

describe('a frozen version', () => {
  test('holds what people agreed on, stratified, with held-out labels apart', async () => {
    const { slug, images } = await labelled(
      { [dog]: 20, [cat]: 10 },
      ({ sha256 }) => !sha256.startsWith('0'),
    );
    const wrong = images.filter(({ sha256 }) => sha256.startsWith('0'));
    const frozen = await freeze(slug, { seed: 'a seed' });
    const truth = new Map(images.map(({ imageId, synsetId }) => [imageId, synsetId]));

    expect(frozen.row).toMatchObject({ state: 'done', number: 1, classCount: 2, error: null });
    expect(frozen.row.manifestSha256).toMatch(/^[0-9a-f]{64}$/);
    const leaves = images.filter((image) => !wrong.includes(image)).map(({ sha256 }) => sha256);
    expect(frozen.row.merkleRoot).toBe(merkleRoot(leaves.sort().map(imageLeaf)).toString('hex'));
    expect(frozen.images).toHaveLength(30 - wrong.length);
    expect(frozen.images.map(({ position }) => position)).toEqual(frozen.images.map((_, index) => index));
    for (const { imageId, split, synsetId } of frozen.images)
      expect(synsetId).toBe(split === 'test' ? null : truth.get(imageId));
    const testIds = frozen.images.filter(({ split }) => split === 'test').map(({ imageId }) => imageId);
    expect(frozen.heldOut.map(({ imageId }) => imageId).sort()).toEqual([...testIds].sort());
    for (const { imageId, synsetId } of frozen.heldOut) expect(synsetId).toBe(truth.get(imageId));

    const classes = await db().versionClass.findMany({
      where: { versionId: frozen.id },
      orderBy: { position: 'asc' },
    });
    expect(classes.map(({ synsetId }) => synsetId)).toEqual([dog, cat]);
    for (const { synsetId, trainCount, valCount, testCount } of classes) {
      const count = frozen.images.filter(({ imageId }) => truth.get(imageId) === synsetId).length;
      expect(trainCount + valCount + testCount).toBe(count);
      expect(testCount).toBe(Math.round(count * 0.2));
      expect(valCount).toBe(Math.round(count * 0.1));
    }
    expect(frozen.row.trainCount + frozen.row.valCount + frozen.row.testCount).toBe(frozen.images.length);
    expect(frozen.row.report).toMatchObject({
      images: 30,
      labelled: frozen.images.length,
      simulatedLabels: 0,
      meanConfidence: 1,
      sources: { [slug]: frozen.images.length },
      leftOut: { 'not-settled': 0, ...(wrong.length && { 'no-noun': wrong.length }) },
      units: { verify: 30, classify: 0 },
      votes: 30,
      labelers: 1,
    });
  });

  test('the same seed and labels give the same version, byte for byte', async () => {
    const { slug } = await labelled({ [dog]: 12, [cat]: 12 });
    const first = await freeze(slug, { seed: 'one' });
    // As if it had never been: what was shown or held out before would bind the second freeze.
    await db().heldOutLabel.deleteMany({ where: { versionId: first.id } });
    await db().versionImage.deleteMany({ where: { versionId: first.id } });
    await db().versionClass.deleteMany({ where: { versionId: first.id } });
    await db().$executeRaw`DELETE FROM synset_shares WHERE version_id = ${first.id}::uuid`;
    await db().datasetVersion.delete({ where: { id: first.id } });
    const again = await freeze(slug, { seed: 'one' });
    expect(again.row.manifestSha256).toBe(first.row.manifestSha256);
    expect(splitOf(again)).toEqual(splitOf(first));
  });

  test('counts the public images of nouns and of all above them, and no others', async () => {
    const before = await db().synsetImageCount.findUnique({ where: { synsetId: beagle } });
    const { slug } = await labelled({ [beagle]: 10 });
    await freeze(slug);
    const after = await db().synsetImageCount.findUniqueOrThrow({ where: { synsetId: beagle } });
    expect(after.direct - (before?.direct ?? 0)).toBe(8);
    expect(
      (await db().synsetImageCount.findUniqueOrThrow({ where: { synsetId: dog } })).subtree,
    ).toBeGreaterThanOrEqual(8);
  });

  test('says which labels simulated labelers alone gave', async () => {
    const { slug } = await labelled({ [dog]: 10 });
    await db().$executeRaw`UPDATE users SET simulated = true WHERE id IN (
      SELECT v.user_id FROM votes v JOIN units u ON u.id = v.unit_id JOIN campaigns c ON c.id = u.campaign_id
      JOIN datasets d ON d.id = c.dataset_id WHERE d.slug = ${slug})`;
    const frozen = await freeze(slug);
    expect(frozen.row.report).toMatchObject({ simulatedLabels: 10, simulatedLabelers: 1 });
    expect(frozen.images.every(({ simulated }) => simulated)).toBe(true);
  });
});

describe('from version to version', () => {
  test('test stays test, what was shown never becomes test, and no verify campaign of another dataset asks about test', async () => {
    const { slug, images } = await labelled({ [dog]: 30 });
    const first = splitOf(await freeze(slug, { seed: 'one', testShare: 0.2 }));
    const more = await gatherImages(organiser, slug, slug, { [dog]: 30 }, 'more');
    await verifyImages(organiser, slug, more);
    const second = await freeze(slug, { seed: 'two', testShare: 0.5 });
    expect(second.number).toBe(2);
    for (const [imageId, split] of first)
      expect(splitOf(second).get(imageId) === 'test').toBe(split === 'test');
    expect(second.row.testCount).toBe(30);

    const other = await makeEmptyDataset(organiser);
    await addImagesToDataset(organiser, { slug: other, images: images.map(({ imageId }) => ({ imageId })) });
    await verifyImages(organiser, other, images);
    const third = splitOf(await freeze(other, { seed: 'three', testShare: 0.8 }));
    for (const [imageId, split] of first) {
      if (split === 'test') expect(third.has(imageId)).toBe(false);
      else expect(third.get(imageId)).toMatch(/^(train|val)$/);
    }
  });

  test('what is kept for train is train in every version, whatever dataset it is of', async () => {
    const { slug, images } = await labelled({ [dog]: 20 });
    const other = await makeEmptyDataset(organiser);
    await addImagesToDataset(organiser, { slug: other, images: images.map(({ imageId }) => ({ imageId })) });
    await verifyImages(organiser, other, images);
    const told = images.slice(0, 10).map(({ imageId }) => imageId);
    const keep = async (imageIds: number[]) => {
      const { id } = await db().dataset.findUniqueOrThrow({ where: { slug } });
      return transaction((client) => keepInTrain(client, id, imageIds));
    };
    expect((await keep(told)).sort()).toEqual([...told].sort());
    for (const dataset of [slug, other]) {
      const splits = splitOf(await freeze(dataset, { testShare: 0.5, valShare: 0.4 }));
      for (const imageId of told) expect(splits.get(imageId)).toBe('train');
    }
    const splits = splitOf(await freeze(slug, { testShare: 0.5, valShare: 0.4 }));
    const others = images.filter(({ imageId }) => splits.get(imageId) !== 'train');
    expect(others.length).toBeGreaterThan(0);
    expect(await keep(others.map(({ imageId }) => imageId))).toEqual([]);
  });

  test('held-out sources go to test whole; what of them was shown before is left out', async () => {
    const slug = await makeEmptyDataset(organiser);
    const family = `family-${randomUUID()}`;
    const seen = await gatherImages(organiser, slug, slug, { [cat]: 20 });
    const held = await gatherImages(organiser, slug, family, { [cat]: 10 });
    await verifyImages(organiser, slug, [...seen, ...held]);
    const frozen = await freeze(slug, { heldOutSources: [family] });
    for (const { imageId } of held) expect(splitOf(frozen).get(imageId)).toBe('test');
    expect(frozen.row.testCount).toBe(10 + 4);

    const shown = frozen.row.trainCount + frozen.row.valCount;
    const next = await freeze(slug, { heldOutSources: [slug, family] });
    expect(next.images).toHaveLength(30 - shown);
    expect(next.row.report).toMatchObject({ leftOut: { 'shown-before': shown } });
  });
});

describe('the job', () => {
  test('is safe to repeat, and leaves a done version as it is', async () => {
    const { slug } = await labelled({ [dog]: 10 });
    const frozen = await freeze(slug);
    await gatherImages(organiser, slug, slug, { [dog]: 3 }, 'late').then((late) =>
      verifyImages(organiser, slug, late),
    );
    await freezeVersion(frozen.id);
    expect(await db().datasetVersion.findUniqueOrThrow({ where: { id: frozen.id } })).toEqual(frozen.row);
    expect(await db().versionImage.count({ where: { versionId: frozen.id } })).toBe(10);
  });

  test('killed halfway it has written nothing and is done again; two workers at once make one version', async () => {
    const { slug } = await labelled({ [dog]: 10 });
    const { id } = await requestFreeze(organiser, { slug, options: {} });
    // What a worker that died after its first step left behind.
    await db().datasetVersion.update({ where: { id }, data: { state: 'running' } });
    await Promise.all([freezeVersion(id), freezeVersion(id)]);
    expect((await db().datasetVersion.findUniqueOrThrow({ where: { id } })).state).toBe('done');
    expect(await db().versionImage.count({ where: { versionId: id } })).toBe(10);
  });

  test('what cannot be frozen fails with its reason', async () => {
    const { slug } = await labelled({ [dog]: 4 }, () => false);
    const frozen = await freeze(slug);
    expect(frozen.row.state).toBe('failed');
    expect(frozen.row.error).toMatch(/No image has a label/);
    expect(await getVersion(organiser, { slug, number: 1 })).toMatchObject({ state: 'failed', number: 1 });
    await expect(getVersion(null, { slug, number: 1 })).rejects.toMatchObject({ code: 'no-such-version' });
  });
});

describe('asking for it', () => {
  test('is for organisers, needs labels, and waits for a freeze under way', async () => {
    const labeler = await makePerson('labeler', 'researcher');
    const { slug } = await labelled({ [dog]: 5 });
    await expect(requestFreeze(labeler, { slug, options: {} })).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(requestFreeze(null, { slug, options: {} })).rejects.toMatchObject({
      kind: 'unauthenticated',
    });
    await expect(
      requestFreeze(organiser, { slug: await makeEmptyDataset(organiser), options: {} }),
    ).rejects.toMatchObject({ code: 'nothing-settled' });
    await expect(
      requestFreeze(organiser, { slug, options: { heldOutSources: ['nowhere'] } }),
    ).rejects.toMatchObject({ code: 'no-such-source' });
    const asked = await Promise.allSettled([
      requestFreeze(organiser, { slug, options: {} }),
      requestFreeze(organiser, { slug, options: {} }),
    ]);
    expect(asked.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(asked.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'freeze-under-way' },
    });
    const row = await db().datasetVersion.findFirstOrThrow({ where: { dataset: { slug } } });
    expect((row.options as { seed: string }).seed).toMatch(/^[0-9a-f]{32}$/);
  });
});
