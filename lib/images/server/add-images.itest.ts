import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { imageKey, thumbKey } from '#lib/images/image-keys';
import { db } from '#lib/infra/db/client';
import { storage } from '#lib/infra/storage';
import { addImages } from './add-images.ts';
import { ensureSource } from './ensure-source.ts';
import { openImage } from './open-image.ts';

const sourceId = await ensureSource({
  slug: `test-${randomUUID()}`,
  title: 'Test pictures',
  author: 'Ada',
  license: 'CC0-1.0',
  licenseUrl: 'https://creativecommons.org/publicdomain/zero/1.0/',
});

const paint = (width: number, height: number, background: string) =>
  sharp({ create: { width, height, channels: 3, background } });
const add = (...files: Uint8Array[]) =>
  addImages(files.map((bytes, index) => ({ bytes, sourceId, sourceRef: `picture ${index}` })));
const addOne = async (bytes: Uint8Array) => {
  const [outcome] = await add(bytes);
  if (!outcome || 'refusal' in outcome) throw outcome?.refusal ?? new Error('no outcome');
  return outcome.image;
};
const refusalOf = async (bytes: Uint8Array) => {
  const [outcome] = await add(bytes);
  return outcome && 'refusal' in outcome ? outcome.refusal.code : outcome;
};

describe('what is kept', () => {
  test('bytes without metadata stay the same, under their SHA-256, with a thumbnail', async () => {
    const bytes = await paint(640, 480, '#123456').jpeg().toBuffer();
    const image = await addOne(bytes);
    expect(image).toMatchObject({
      sha256: createHash('sha256').update(bytes).digest('hex'),
      mime: 'image/jpeg',
      width: 640,
      height: 480,
      duplicate: false,
    });
    expect(Buffer.from((await storage().get(imageKey(image.sha256))) ?? [])).toEqual(bytes);
    const thumb = await openImage(image.sha256, 'thumb');
    expect(thumb?.mime).toBe('image/webp');
    expect(await sharp(thumb?.bytes).metadata()).toMatchObject({ width: 341, height: 256 });
    const row = await db().image.findUniqueOrThrow({ where: { id: image.id } });
    expect(row).toMatchObject({
      sha256: image.sha256,
      bytes: bytes.length,
      sourceId,
      sourceRef: 'picture 0',
    });
  });

  test('small images get no larger thumbnail, long ones a bounded one', async () => {
    const small = await addOne(await paint(28, 20, '#222').png().toBuffer());
    expect(await sharp(await storage().get(thumbKey(small.sha256))).metadata()).toMatchObject({
      width: 28,
      height: 20,
    });
    const long = await addOne(await paint(20_000, 300, '#333').png().toBuffer());
    expect(await sharp(await storage().get(thumbKey(long.sha256))).metadata()).toMatchObject({
      width: 2048,
      height: 31,
    });
  });

  test('an orientation tag is baked into the pixels and metadata is gone', async () => {
    const upright = paint(60, 40, '#fff').composite([
      { input: await paint(20, 20, '#f00').png().toBuffer(), left: 0, top: 0 },
    ]);
    // As a camera held on its side writes it: the pixels turned, with the tag that says so.
    const turned = await sharp(await upright.png().toBuffer())
      .rotate(-90)
      .withExif({ IFD0: { Orientation: '6', Artist: 'Ada Lovelace' } })
      .withMetadata({ orientation: 6 })
      .jpeg({ quality: 100 })
      .toBuffer();
    const image = await addOne(turned);
    expect(image).toMatchObject({ width: 60, height: 40 });
    const bytes = (await storage().get(imageKey(image.sha256))) ?? new Uint8Array();
    expect(await sharp(bytes).metadata()).toMatchObject({ width: 60, height: 40 });
    expect((await sharp(bytes).metadata()).exif).toBeUndefined();
    const { data } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
    expect(data[0]).toBeGreaterThan(240);
    expect(data[1]).toBeLessThan(15);
    expect(data[(39 * 60 + 59) * 3 + 1]).toBeGreaterThan(240);
  });
});

describe('duplicates', () => {
  test('files with the same bytes are one image, in one batch and later', async () => {
    const bytes = await paint(50, 50, '#456').png().toBuffer();
    const tagged = await sharp(bytes).keepIccProfile().png().withXmp('<x>tag</x>').toBuffer();
    const both = await add(bytes, bytes);
    expect(both.map((outcome) => 'image' in outcome && outcome.image.duplicate)).toEqual([false, true]);
    const later = await addOne(bytes);
    expect(later.duplicate).toBe(true);
    expect(both.map((outcome) => 'image' in outcome && outcome.image.id)).toEqual([later.id, later.id]);
    expect(await addOne(tagged)).toMatchObject({ mime: 'image/png' });
  });

  test('two batches at once agree on one row', async () => {
    const files = await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        paint(30 + index, 30, '#789')
          .png()
          .toBuffer(),
      ),
    );
    const [first, second] = await Promise.all([add(...files), add(...files)]);
    const ids = (outcomes: typeof first) => outcomes.map((outcome) => 'image' in outcome && outcome.image.id);
    expect(ids(first)).toEqual(ids(second));
  });

  test('batches of the same images in other orders never wait for each other', async () => {
    const grain = (seed: number) => Buffer.from([seed, seed >> 8, 1, 2, 3, 4]);
    for (let round = 0; round < 3; round++) {
      const files = await Promise.all(
        Array.from({ length: 150 }, (_, index) =>
          sharp(grain(round * 150 + index), { raw: { width: 2, height: 1, channels: 3 } })
            .png()
            .toBuffer(),
        ),
      );
      const shuffled = files.toSorted((a, b) => Buffer.compare(a.subarray(-24), b.subarray(-24)));
      const all = [files, files.toReversed(), shuffled, shuffled.toReversed()].map((each) => add(...each));
      for (const outcomes of await Promise.all(all))
        expect(outcomes.every((outcome) => 'image' in outcome)).toBe(true);
    }
  });
});

describe('what is refused', () => {
  test('each bad file with its reason, and the good ones beside it are kept', async () => {
    const good = await paint(80, 60, '#135').webp().toBuffer();
    const noise = Buffer.from(Array.from({ length: 200 * 200 * 3 }, (_, index) => (index * 7919) % 251));
    const jpeg = await sharp(noise, { raw: { width: 200, height: 200, channels: 3 } })
      .jpeg()
      .toBuffer();
    const frames = await sharp(
      await Promise.all(['#111', '#eee'].map((colour) => paint(16, 16, colour).png().toBuffer())),
      { join: { animated: true } },
    )
      .webp()
      .toBuffer();
    const bomb = await paint(9000, 9000, '#000').png().toBuffer();
    const outcomes = await add(
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'),
      jpeg.subarray(0, jpeg.length / 2),
      good,
      Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]),
      frames,
      bomb,
      new Uint8Array(),
    );
    expect(outcomes.map((outcome) => ('refusal' in outcome ? outcome.refusal.code : 'kept'))).toEqual([
      'not-an-image',
      'image-broken',
      'kept',
      'image-broken',
      'image-moves',
      'image-too-many-pixels',
      'not-an-image',
    ]);
  });

  test('a file over the limit', async () => {
    expect(await refusalOf(new Uint8Array(33 * 1024 * 1024))).toBe('image-too-large');
  });
});

test('an unknown image is undefined', async () => {
  expect(await openImage('0'.repeat(64), 'original')).toBeUndefined();
});

test('a source under other terms is refused', async () => {
  const source = {
    slug: `terms-${randomUUID()}`,
    title: 'Terms',
    author: 'Ada',
    license: 'CC0-1.0',
    licenseUrl: 'https://creativecommons.org/publicdomain/zero/1.0/',
  };
  const id = await ensureSource(source);
  expect(await ensureSource(source)).toBe(id);
  await expect(ensureSource({ ...source, license: 'MIT' })).rejects.toMatchObject({ code: 'source-differs' });
});

const photos = path.resolve('../shared/data/photos');
const names = await readdir(photos).catch(() => []);
test.skipIf(names.length === 0)(
  'a hundred photographs from the wild are all taken, with thumbnails',
  async () => {
    const files = await Promise.all(names.map((name) => readFile(path.join(photos, name))));
    const outcomes = await add(...files);
    expect(outcomes.filter((outcome) => 'refusal' in outcome)).toEqual([]);
    for (const outcome of outcomes) {
      if ('refusal' in outcome) continue;
      const stored = (await storage().get(imageKey(outcome.image.sha256))) ?? new Uint8Array();
      const header = await sharp(stored).metadata();
      expect(header).toMatchObject({ width: outcome.image.width, height: outcome.image.height });
      expect(header.exif ?? header.xmp ?? header.iptc).toBeUndefined();
    }
  },
);
