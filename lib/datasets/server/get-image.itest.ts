import { expect, test } from 'vitest';
import { ensureSource } from '#lib/images/server/ensure-source';
import { db } from '#lib/infra/db/client';
import { makePerson } from '#lib/testing/people';
import { madeSha256, makeVersion } from '#lib/testing/public-version';
import { addImagesToDataset } from './add-images-to-dataset.ts';
import { getImage } from './get-image.ts';

const [DOG, CAT] = ['n02084071', 'n02121620'];

test('an image says what it shows where that is public, and never where it is held out', async () => {
  const organiser = await makePerson('organiser');
  await makeVersion(organiser, 'pets', [
    { name: 'rex', synsetId: DOG, split: 'train' },
    { name: 'fido', synsetId: DOG, split: 'val' },
    { name: 'tom', synsetId: CAT, split: 'test' },
    { name: 'felix', synsetId: CAT, split: 'train' },
  ]);
  await makeVersion(organiser, 'pets', [
    { name: 'rex', synsetId: DOG, split: 'train' },
    { name: 'tom', synsetId: CAT, split: 'test' },
  ]);
  await makeVersion(organiser, 'homes', [
    { name: 'rex', synsetId: DOG, split: 'val' },
    { name: 'tom', synsetId: CAT, split: 'train' },
  ]);

  expect(await getImage(madeSha256('rex'))).toEqual({
    sha256: madeSha256('rex'),
    mime: 'image/png',
    bytes: 100,
    width: 320,
    height: 240,
    sources: [
      {
        title: 'Made-up images',
        author: 'the tests',
        license: 'CC0-1.0',
        licenseUrl: 'https://creativecommons.org/publicdomain/zero/1.0/',
        homepage: null,
      },
    ],
    reference: 'rex',
    labels: [
      {
        synset: { id: DOG, word: 'dog' },
        confidence: 1,
        simulated: false,
        machine: false,
        split: 'val',
        dataset: { slug: 'homes', title: 'homes', version: 1 },
        votes: [],
      },
      {
        synset: { id: DOG, word: 'dog' },
        confidence: 1,
        simulated: false,
        machine: false,
        split: 'train',
        dataset: { slug: 'pets', title: 'pets', version: 2 },
        votes: [],
      },
    ],
  });
  for (const name of ['tom', 'felix', 'fido']) {
    expect(await getImage(madeSha256(name))).toMatchObject({ labels: [], reference: null });
  }
  await expect(getImage(madeSha256('nobody'))).rejects.toMatchObject({
    code: 'unknown-image',
    kind: 'not-found',
  });
});

test('an image that is held out is not told from others by its source', async () => {
  const organiser = await makePerson('organiser');
  await makeVersion(organiser, 'streets', [
    { name: 'hasso', synsetId: DOG, split: 'test' },
    { name: 'minka', synsetId: CAT, split: 'train' },
  ]);
  for (const [name, title] of Object.entries({ hasso: 'Dogs of Berlin', minka: 'Cats of Berlin' })) {
    const sourceId = await ensureSource({
      slug: name,
      title,
      author: 'Berlin',
      license: 'CC0-1.0',
      licenseUrl: 'https://creativecommons.org/publicdomain/zero/1.0/',
    });
    const { id } = await db().image.update({ where: { sha256: madeSha256(name) }, data: { sourceId } });
    await addImagesToDataset(organiser, { slug: 'streets', images: [{ imageId: id }] });
  }
  const titles = async (name: string) => (await getImage(madeSha256(name))).sources.map(({ title }) => title);
  expect(await titles('hasso')).toEqual(['Cats of Berlin', 'Dogs of Berlin']);
  expect(await titles('minka')).toEqual(['Cats of Berlin']);
});
