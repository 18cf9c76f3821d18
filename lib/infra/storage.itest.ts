import { mkdir, mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import S3rver from 's3rver';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { openStorage, type Storage } from '#lib/infra/storage';

vi.hoisted(() => {
  process.env.AWS_ACCESS_KEY_ID = 'S3RVER';
  process.env.AWS_SECRET_ACCESS_KEY = 'S3RVER';
});

let folder: string;
let server: S3rver;
const stores: Record<string, Storage> = {};

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'imagenest-storage-'));
  server = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    directory: path.join(folder, 's3'),
    configureBuckets: [{ name: 'nest', configs: [] }],
  });
  const { port } = await server.run();
  const s3 = { region: 'us-east-1', endpoint: `http://127.0.0.1:${port}` };
  stores.file = openStorage(`file:${folder}/blobs`, { region: '' });
  stores.bucket = openStorage('s3://nest', s3);
  stores.prefix = openStorage('s3://nest/some/prefix/', s3);
});

afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

const bytes = (length: number): Uint8Array => Buffer.alloc(length, 'some dog, some owl');

/** Compares as a whole: naming each byte that differs takes longer than everything else here. */
const same = (found: Uint8Array | undefined, expected: Uint8Array) =>
  found !== undefined && Buffer.compare(found, expected) === 0;

describe.each(['file', 'bucket', 'prefix'])('storage in a %s', (kind) => {
  const store = () => stores[kind] as Storage;

  test('gives back what was put, whole', async () => {
    await store().put('images/abc', bytes(70_000));
    expect(same(await store().get('images/abc'), bytes(70_000))).toBe(true);
    expect(await store().exists('images/abc')).toBe(true);
    expect(await store().size('images/abc')).toBe(70_000);
    expect(same(await buffer(await store().stream('images/abc')), bytes(70_000))).toBe(true);
  });

  test('keeps an empty blob', async () => {
    await store().put('empty', new Uint8Array());
    expect(await store().size('empty')).toBe(0);
    expect(await store().get('empty')).toHaveLength(0);
  });

  test('puts a new blob in the place of the old one', async () => {
    await store().put('twice', bytes(100));
    await store().put('twice', bytes(5));
    expect(same(await store().get('twice'), bytes(5))).toBe(true);
  });

  test('takes a stream whose length nobody knows, longer than one part', async () => {
    const piece = bytes(1_000_000);
    await store().putStream('long', Readable.from(Array(12).fill(piece)));
    expect(await store().size('long')).toBe(12_000_000);
    const found = await buffer(await store().stream('long'));
    expect(same(found.subarray(-1_000_000), piece)).toBe(true);
  });

  test('streams a part of a blob', async () => {
    await store().put('parts', bytes(70_000));
    const part = async (start: number, end: number) => buffer(await store().stream('parts', { start, end }));
    expect(same(await part(0, 9), bytes(70_000).subarray(0, 10))).toBe(true);
    expect(same(await part(66_000, 69_999), bytes(70_000).subarray(66_000))).toBe(true);
    await expect(store().stream('parts-of-nothing', { start: 0, end: 1 })).rejects.toThrow();
  });

  test.each([3, 9])('a stream that breaks off after %i MB leaves nothing', async (megabytes) => {
    async function* halfway() {
      for (let i = 0; i < megabytes; i++) yield bytes(1_000_000);
      throw new Error('the sender went away');
    }
    await expect(store().putStream(`half/${megabytes}`, Readable.from(halfway()))).rejects.toThrow();
    expect(await store().exists(`half/${megabytes}`)).toBe(false);
    expect(await store().get(`half/${megabytes}`)).toBeUndefined();
  });

  test('says so where there is no such blob', async () => {
    expect(await store().get('nothing')).toBeUndefined();
    expect(await store().exists('nothing')).toBe(false);
    await expect(store().size('nothing')).rejects.toThrow();
    await expect(store().stream('nothing').then(buffer)).rejects.toThrow();
  });

  test('removes, also what is not there', async () => {
    await store().put('short-lived', bytes(1));
    await store().remove('short-lived');
    await store().remove('short-lived');
    expect(await store().exists('short-lived')).toBe(false);
  });
});

test('a file appears under its name only when it is whole', async () => {
  let seenHalfway: boolean | undefined;
  async function* slow() {
    yield bytes(100_000);
    seenHalfway = await stores.file?.exists('slow');
    yield bytes(100_000);
  }
  await stores.file?.putStream('slow', Readable.from(slow()));
  expect(seenHalfway).toBe(false);
  expect(await stores.file?.size('slow')).toBe(200_000);
  expect(await readdir(path.join(folder, 'blobs', 'incoming'))).toEqual([]);
});

test('of a file that is put nobody ever sees a part', async () => {
  const whole = 48_000_000;
  const seen = new Set<number>();
  let done = false;
  const putting = stores.file?.put('large', Buffer.alloc(whole, 1)).finally(() => {
    done = true;
  });
  while (!done) {
    const size = await stat(path.join(folder, 'blobs/large')).then(
      (found) => found.size,
      () => whole,
    );
    seen.add(size);
  }
  await putting;
  expect([...seen]).toEqual([whole]);
});

test('what a write that died halfway left is removed once nobody wrote to it for long enough', async () => {
  const left = path.join(folder, 'blobs/incoming/half');
  await mkdir(path.dirname(left), { recursive: true });
  await writeFile(left, 'half of');
  await stores.file?.removeAbandoned(60_000);
  expect(await readdir(path.dirname(left))).toContain('half');
  await utimes(left, new Date(0), new Date(0));
  await stores.file?.removeAbandoned(60_000);
  expect(await readdir(path.dirname(left))).not.toContain('half');
});
