import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { db } from '#lib/infra/db/client';
import { makeEmptyDataset } from '#lib/testing/labelled-dataset';
import { makePerson } from '#lib/testing/people';
import { uploadFieldsSchema } from '../upload.ts';
import { uploadImages } from './upload-images.ts';

const organiser = await makePerson('organiser');
const fields = (more: object = {}) =>
  uploadFieldsSchema.parse({ title: `Dogs ${randomUUID()}`, author: 'Ada', license: 'CC0-1.0', ...more });
const paint = (red: number) =>
  sharp({ create: { width: 30, height: 20, channels: 3, background: { r: red, g: 9, b: 9 } } })
    .png()
    .toBuffer();

async function* files(...contents: [string, Uint8Array][]) {
  for (const [name, bytes] of contents) yield { name, bytes };
}

test('files become images of the dataset, candidates of the noun, each with its outcome', async () => {
  const slug = await makeEmptyDataset(organiser);
  const [first, second] = [await paint(1), await paint(2)];
  const { files: done } = await uploadImages(
    organiser,
    { slug, ...fields({ candidate: 'n02084071' }) },
    files(['a.png', first], ['note.txt', Buffer.from('hello')], ['b.png', second], ['again.png', first]),
  );
  expect(done).toMatchObject([
    { file: 'a.png', duplicate: false },
    { file: 'note.txt', code: 'not-an-image' },
    { file: 'b.png', duplicate: false },
    { file: 'again.png', duplicate: true },
  ]);
  const kept = await db().datasetCandidate.findMany({
    where: { dataset: { slug } },
    include: { datasetImage: { include: { image: true } } },
  });
  expect(kept.map(({ synsetId }) => synsetId)).toEqual(['n02084071', 'n02084071']);
  expect(kept.map(({ datasetImage }) => datasetImage.image.sourceRef).sort()).toEqual(['a.png', 'b.png']);
});

test('without a noun they are images only; nobody but organisers may add them; the noun must be there', async () => {
  const slug = await makeEmptyDataset(organiser);
  await uploadImages(organiser, { slug, ...fields() }, files(['c.png', await paint(3)]));
  expect(await db().datasetImage.count({ where: { dataset: { slug } } })).toBe(1);
  expect(await db().datasetCandidate.count({ where: { dataset: { slug } } })).toBe(0);
  const labeler = await makePerson('labeler', 'researcher');
  await expect(uploadImages(labeler, { slug, ...fields() }, files())).rejects.toMatchObject({
    kind: 'forbidden',
  });
  await expect(
    uploadImages(organiser, { slug, ...fields({ candidate: 'n99999999' }) }, files()),
  ).rejects.toMatchObject({ code: 'unknown-synset' });
});
