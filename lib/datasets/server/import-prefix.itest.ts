import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import S3rver from 's3rver';
import { afterAll, expect, test, vi } from 'vitest';
import { config } from '#lib/infra/config';
import { db } from '#lib/infra/db/client';
import { openS3 } from '#lib/infra/s3-client';
import { makePerson } from '#lib/testing/people';
import { numberedImage } from '#lib/testing/uploads';
import { importFieldsSchema } from '../import.ts';
import { createDataset } from './create-dataset.ts';
import { getImport } from './get-import.ts';
import { requestImport } from './request-import.ts';
import { runImport } from './run-import.ts';

vi.hoisted(() => {
  process.env.AWS_ACCESS_KEY_ID = 'S3RVER';
  process.env.AWS_SECRET_ACCESS_KEY = 'S3RVER';
});

const folder = await mkdtemp(path.join(tmpdir(), 'imagenest-bucket-'));
const bucket = new S3rver({
  address: '127.0.0.1',
  port: 0,
  silent: true,
  directory: folder,
  configureBuckets: [{ name: 'pictures', configs: [] }],
});
const { port } = await bucket.run();
Object.assign(config(), { STORAGE_URL: 's3://pictures/store', S3_ENDPOINT: `http://127.0.0.1:${port}` });
afterAll(async () => {
  await bucket.close();
  await rm(folder, { recursive: true, force: true });
});

test('what a bucket has under a prefix is taken in, its class folders name nouns', async () => {
  const client = openS3({ region: 'us-east-1', endpoint: config().S3_ENDPOINT });
  const put = (key: string, body: Uint8Array) =>
    client.send(new PutObjectCommand({ Bucket: 'pictures', Key: key, Body: body }));
  for (let i = 0; i < 3; i++) await put(`photos/n02084071/${i}.png`, await numberedImage(i));
  await put('photos/n02084071/broken.jpg', Buffer.from([0xff, 0xd8, 0xff, 1]));
  await put('other/1.png', await numberedImage(9));
  client.destroy();

  const organiser = await makePerson('organiser');
  const slug = 'of-bucket';
  await createDataset(organiser, { slug, title: slug, description: '' });
  const terms = importFieldsSchema.parse({ title: 'Bucket', author: 'Ada', license: 'CC0-1.0' });
  const { id } = await requestImport(organiser, { slug, prefix: 's3://pictures/photos/', ...terms });
  await runImport(id, new AbortController().signal);
  expect(await getImport(organiser, { slug, id })).toMatchObject({
    kind: 'prefix',
    state: 'done',
    done: 4,
    added: 3,
    refusedByCode: { 'image-broken': 1 },
    nouns: [{ name: 'n02084071', images: 3 }],
  });
  expect(await db().datasetImage.count({ where: { dataset: { slug } } })).toBe(3);
});
