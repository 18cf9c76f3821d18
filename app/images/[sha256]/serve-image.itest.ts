import sharp from 'sharp';
import { expect, test } from 'vitest';
import { imageKey } from '#lib/images/image-keys';
import { addImages } from '#lib/images/server/add-images';
import { storage } from '#lib/infra/storage';
import { makeSource } from '#lib/testing/labelled-dataset';
import { serveImage } from './serve-image';

const file = await sharp({ create: { width: 600, height: 400, channels: 3, background: '#246' } })
  .jpeg()
  .toBuffer();
const sourceId = await makeSource('camera');
const [outcome] = await addImages([{ bytes: file, sourceId, sourceRef: 'a dog.jpg' }]);
const sha256 = outcome && 'image' in outcome ? outcome.image.sha256 : '';

const get = (headers: Record<string, string> = {}, size: 'original' | 'thumb' = 'original', name = sha256) =>
  serveImage(new Request('http://localhost/', { headers }), name, size);
const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer());

test('the bytes with their type, to be kept for good, under no name but their hash', async () => {
  const response = await get();
  expect(response.status).toBe(200);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'image/jpeg',
    'cache-control': 'public, max-age=31536000, immutable',
    'content-disposition': `inline; filename="${sha256}.jpg"`,
    etag: `"${sha256}"`,
  });
  expect(await bytesOf(response)).toEqual(file);
  const thumb = await get({}, 'thumb');
  expect(thumb.headers.get('content-type')).toBe('image/webp');
  expect(await sharp(await bytesOf(thumb)).metadata()).toMatchObject({ width: 384, height: 256 });
});

test('who has it is told so', async () => {
  expect((await get({ 'if-none-match': `"other", W/"${sha256}"` })).status).toBe(304);
  expect((await get({ 'if-none-match': `"${sha256}"` }, 'thumb')).status).toBe(200);
});

test('a part, where a part is asked for', async () => {
  const part = async (range: string) => {
    const response = await get({ range });
    return {
      status: response.status,
      range: response.headers.get('content-range'),
      bytes: await bytesOf(response),
    };
  };
  const length = file.length;
  expect(await part('bytes=2-5')).toEqual({
    status: 206,
    range: `bytes 2-5/${length}`,
    bytes: file.subarray(2, 6),
  });
  expect((await part('bytes=-4')).bytes).toEqual(file.subarray(-4));
  expect((await part(`bytes=${length - 3}-`)).bytes).toEqual(file.subarray(-3));
  expect(await part(`bytes=${length}-`)).toMatchObject({ status: 416, range: `bytes */${length}` });
  expect(await part('bytes=-0')).toMatchObject({ status: 416, range: `bytes */${length}` });
  // Several at once, one that ends before it begins, and other units are answered with the whole.
  for (const other of ['bytes=0-1,4-5', 'bytes=5-2', 'pages=1-2'])
    expect(await part(other)).toMatchObject({ status: 200, bytes: file });
});

test('a file that became none of the types taken in is not served', async () => {
  const name = 'a'.repeat(64);
  await storage().put(imageKey(name), Buffer.from('<!doctype html><script>alert(1)</script>'));
  expect((await get({}, 'original', name)).status).toBe(404);
});

test('an unknown name, or none, is not found', async () => {
  for (const name of ['f'.repeat(64), 'dog.jpg', '../secrets.json'])
    expect((await get({}, 'original', name)).status).toBe(404);
});
