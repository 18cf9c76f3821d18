import crypto from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DeleteObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import S3rver from 's3rver';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { mapLimited } from '#lib/core/map-limited';
import { openS3, type S3Server } from '#lib/infra/s3-client';
import { isRefused, type Offered, type ReadOptions } from '../intake/offered.ts';
import { linesOf, takeOffered } from '../testing/take-offered.ts';
import { readS3Prefix } from './read-s3-prefix.ts';

vi.hoisted(() => {
  process.env.AWS_ACCESS_KEY_ID = 'S3RVER';
  process.env.AWS_SECRET_ACCESS_KEY = 'S3RVER';
});

// The server of these tests marks pages by DES, which OpenSSL no longer has; triple DES with one key is the same.
const [encipher, decipher] = [crypto.createCipheriv, crypto.createDecipheriv];
const threeTimes = (key: unknown) => Buffer.concat(Array(3).fill(key));
vi.spyOn(crypto, 'createCipheriv').mockImplementation((name, key, iv) =>
  name === 'des' ? encipher('des-ede3-cbc', threeTimes(key), iv) : encipher(name, key, iv),
);
vi.spyOn(crypto, 'createDecipheriv').mockImplementation((name, key, iv) =>
  name === 'des' ? decipher('des-ede3-cbc', threeTimes(key), iv) : decipher(name, key, iv),
);

let folder: string;
let s3rver: S3rver;
let server: S3Server;
let client: S3Client;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'imagenest-prefix-'));
  s3rver = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    directory: folder,
    configureBuckets: [{ name: 'pictures', configs: [] }],
  });
  const { port } = await s3rver.run();
  server = { region: 'us-east-1', endpoint: `http://127.0.0.1:${port}` };
  client = openS3(server);
});
afterAll(async () => {
  client.destroy();
  await s3rver.close();
  await rm(folder, { recursive: true, force: true });
});

const put = (key: string, bytes: string | Uint8Array = key) =>
  client.send(new PutObjectCommand({ Bucket: 'pictures', Key: key, Body: bytes }));
const lines = async (url: string, options?: ReadOptions) =>
  linesOf(await takeOffered(readS3Prefix(url, server, options)));

test('offers what stands below a prefix, whatever its keys are called, and refuses the rest by name', async () => {
  await put('photos/dog/a (1) é+ü.jpg', 'dog');
  await put('photos/dog/b.zip');
  await put('photos/dog/none.jpg', '');
  await put('photos/owl/a.jpg', 'owl');
  await put('other/a.jpg');
  const found = [
    'dog/a (1) é+ü.jpg = dog',
    'dog/b.zip: nested-archive',
    'dog/none.jpg: file-empty',
    'owl/a.jpg = owl',
  ];
  expect(await lines('s3://pictures/photos/')).toEqual(found);
  expect(await lines('s3://pictures/photos/', { skip: (ordinal) => ordinal < 3 })).toEqual(found.slice(3));
  expect(await lines('s3://pictures/photos/ow')).toEqual(['owl/a.jpg = owl']);
  expect(await lines('s3://pictures')).toHaveLength(5);
  expect(await lines('s3://pictures/none/')).toEqual([]);
});

test('lists more than one request gives, in a steady order', async () => {
  const names = Array.from({ length: 1_010 }, (_, index) => `many/${String(index).padStart(5, '0')}.jpg`);
  await put('many/first', 'x');
  await mapLimited(names, 4, (name) => put(name, 'x'));
  const found: Offered[] = [];
  for await (const each of readS3Prefix('s3://pictures/many/', server)) found.push(each);
  expect(found.map(({ path: name }) => `many/${name}`)).toEqual([...names, 'many/first']);
  expect(found.map(({ ordinal }) => ordinal)).toEqual([...names.keys(), 1_010]);
});

test('says so where there is no such bucket, or an object is gone or has grown', async () => {
  await expect(lines('s3://nowhere/photos/')).rejects.toMatchObject({ code: 'prefix-not-found' });
  for (const name of ['gone.jpg', 'grown.jpg']) await put(`changed/${name}`);
  const reads: (() => Promise<Uint8Array>)[] = [];
  for await (const each of readS3Prefix('s3://pictures/changed/', server))
    if (!isRefused(each)) reads.push(each.read);
  await client.send(new DeleteObjectCommand({ Bucket: 'pictures', Key: 'changed/gone.jpg' }));
  await put('changed/grown.jpg', Buffer.alloc(33 * 1024 * 1024));
  await expect(reads[0]?.()).rejects.toMatchObject({ code: 'unreadable' });
  await expect(reads[1]?.()).rejects.toMatchObject({ code: 'file-too-large' });
});

test('ends when it is told to, and throws for a server that is not there', async () => {
  const signal = AbortSignal.abort(new Error('cancelled'));
  await expect(lines('s3://pictures/photos/', { signal })).rejects.toThrow();
  const away = { region: 'us-east-1', endpoint: 'http://127.0.0.1:1' };
  await expect(takeOffered(readS3Prefix('s3://pictures/', away))).rejects.toThrow(/ECONNREFUSED|connect/);
});
