import fc from 'fast-check';
import sharp, { type Sharp } from 'sharp';
import { describe, expect, test } from 'vitest';
import { type ImageType, imageTypeOf } from './image-type.ts';
import { stripMetadata } from './strip-metadata.ts';

const place = { IFD0: { Copyright: 'Ada Lovelace', Artist: 'ada@example.org' } };
const picture = () =>
  sharp({ create: { width: 40, height: 30, channels: 3, background: '#3a7' } }).composite([
    { input: Buffer.from('<svg width="40" height="30"><circle cx="20" cy="15" r="9" fill="#fc0"/></svg>') },
  ]);

const types: [ImageType, (image: Sharp) => Sharp][] = [
  ['image/jpeg', (image) => image.jpeg()],
  ['image/jpeg', (image) => image.jpeg({ progressive: true })],
  ['image/png', (image) => image.png()],
  ['image/webp', (image) => image.webp()],
  ['image/webp', (image) => image.webp({ lossless: true })],
];

describe.each(types)('%s', (type, encode) => {
  test('leaves a file without metadata as it is, the same array', async () => {
    const plain = await encode(picture()).toBuffer();
    expect(imageTypeOf(plain)).toBe(type);
    expect(stripMetadata(plain, type)).toBe(plain);
  });

  test('takes metadata out and leaves pixels and colour profile', async () => {
    const tagged = await encode(
      picture().withIccProfile('p3').withExifMerge(place).withXmp('<x>Ada Lovelace</x>'),
    ).toBuffer();
    expect(tagged.includes('Ada Lovelace')).toBe(true);
    const stripped = stripMetadata(tagged, type);
    const bytes = Buffer.from(stripped ?? []);
    expect(bytes.includes('Ada Lovelace')).toBe(false);
    expect(bytes.includes('ada@example.org')).toBe(false);
    const [before, after] = [await sharp(tagged).metadata(), await sharp(bytes).metadata()];
    expect(after).toMatchObject({ format: before.format, width: 40, height: 30 });
    expect(after.exif ?? after.xmp).toBeUndefined();
    expect(after.icc).toEqual(before.icc);
    expect(await sharp(bytes).raw().toBuffer()).toEqual(await sharp(tagged).raw().toBuffer());
    expect(stripMetadata(bytes, type)).toBe(bytes);
  });

  test('cuts off what stands behind the end', async () => {
    const plain = await encode(picture()).toBuffer();
    const padded = Buffer.concat([plain, Buffer.from('a film with sound')]);
    expect(Buffer.from(stripMetadata(padded, type) ?? [])).toEqual(plain);
  });

  test('never throws and never grows, whatever is broken', async () => {
    const plain = await encode(picture()).toBuffer();
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(plain.length - 1), fc.nat(255)), { maxLength: 12 }),
        fc.nat(plain.length),
        (changes, cut) => {
          const bytes = Buffer.from(plain.subarray(0, plain.length - (cut % 3 === 0 ? cut : 0)));
          for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value;
          const stripped = stripMetadata(bytes, type);
          expect(stripped === undefined || stripped.length <= bytes.length).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });
});

test('takes the small picture out of the head of a JPEG, which may show what was cut off since', async () => {
  const plain = await picture().jpeg().toBuffer();
  const head = Buffer.from('ffe0001d4a46494600010100000100010201', 'hex');
  const preview = Buffer.from('my old photo ');
  const withPreview = Buffer.concat([plain.subarray(0, 2), head, preview, plain.subarray(2)]);
  const bytes = Buffer.from(stripMetadata(withPreview, 'image/jpeg') ?? []);
  expect(bytes.includes('my old')).toBe(false);
  expect(await sharp(bytes).raw().toBuffer()).toEqual(await sharp(plain).raw().toBuffer());
});
