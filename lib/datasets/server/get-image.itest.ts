import { expect, test } from 'vitest';
import { makePerson } from '#lib/testing/people';
import { madeSha256, makeVersion } from '#lib/testing/public-version';
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
    source: {
      title: 'Made-up images',
      author: 'the tests',
      license: 'CC0-1.0',
      licenseUrl: 'https://creativecommons.org/publicdomain/zero/1.0/',
      homepage: null,
      reference: 'rex',
    },
    labels: [
      {
        synset: { id: DOG, word: 'dog' },
        confidence: 1,
        simulated: false,
        split: 'val',
        dataset: { slug: 'homes', title: 'homes', version: 1 },
      },
      {
        synset: { id: DOG, word: 'dog' },
        confidence: 1,
        simulated: false,
        split: 'train',
        dataset: { slug: 'pets', title: 'pets', version: 2 },
      },
    ],
  });
  for (const name of ['tom', 'felix', 'fido']) {
    expect(await getImage(madeSha256(name))).toMatchObject({ labels: [], source: { reference: null } });
  }
  await expect(getImage(madeSha256('nobody'))).rejects.toMatchObject({
    code: 'unknown-image',
    kind: 'not-found',
  });
});
