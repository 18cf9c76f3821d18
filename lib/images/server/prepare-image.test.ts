import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import sharp, { type Sharp } from 'sharp';
import { describe, expect, test } from 'vitest';
import { AppError } from '#lib/core/errors';
import { MAX_IMAGE_PIXELS } from '#lib/images/image-limits';
import { makeThumbnail } from './make-thumbnail.ts';
import { type PreparedImage, prepareImage } from './prepare-image.ts';

const WIDTH = 48;
const HEIGHT = 32;
/** Red on the left, blue on the right, with a grain that no encoder throws away. */
const pixels = Buffer.from(
  Array.from({ length: WIDTH * HEIGHT }, (_, at) =>
    at % WIDTH < WIDTH / 2 ? [220, (at * 37) % 30, 20] : [20, (at * 53) % 30, 220],
  ).flat(),
);
const picture = () => sharp(pixels, { raw: { width: WIDTH, height: HEIGHT, channels: 3 } });

const take = async (file: Uint8Array) => {
  const image = await prepareImage(file);
  return { image, ...(await makeThumbnail(image)) };
};
const codeOf = (file: Uint8Array) =>
  take(file).then(
    () => 'taken',
    (error: unknown) => (error instanceof AppError ? error.code : error),
  );
/** Mean red, green and blue of a part of an image. */
async function colourAt(bytes: Uint8Array, left: number, top: number): Promise<number[]> {
  const part = sharp(bytes).toColourspace('srgb').removeAlpha().extract({ left, top, width: 8, height: 8 });
  const { channels } = await sharp(await part.png().toBuffer()).stats();
  return channels.map(({ mean }) => Math.round(mean));
}

describe('what cameras and programs write is taken as what it shows', () => {
  const turned = (encode: (image: Sharp) => Sharp) =>
    encode(picture().withMetadata({ orientation: 6 })).toBuffer();

  test('a photograph in four inks that lies on its side', async () => {
    const cmyk = await turned((image) =>
      image.toColourspace('cmyk').withIccProfile('cmyk').jpeg({ quality: 95 }),
    );
    expect(await sharp(cmyk).metadata()).toMatchObject({ space: 'cmyk', orientation: 6, hasProfile: true });
    const { image } = await take(cmyk);
    expect(image).toMatchObject({ width: HEIGHT, height: WIDTH });
    const header = await sharp(image.bytes).metadata();
    expect(header).toMatchObject({ space: 'srgb', width: HEIGHT, height: WIDTH, hasProfile: false });
    const [red, , blue] = await colourAt(image.bytes, 12, 4);
    expect(red).toBeGreaterThan(150);
    expect(blue).toBeLessThan(90);
  });

  test('16 bits a colour that lie on their side keep them', async () => {
    for (const space of ['rgb16', 'grey16']) {
      const { image } = await take(await turned((each) => each.toColourspace(space).png()));
      expect(await sharp(image.bytes).metadata()).toMatchObject({ depth: 'ushort', width: HEIGHT });
    }
  });

  test('one frame in the form of a film', async () => {
    const plain = await picture().webp({ quality: 90 }).toBuffer();
    const frame = Buffer.alloc(16);
    frame.writeUIntLE(WIDTH - 1, 6, 3);
    frame.writeUIntLE(HEIGHT - 1, 9, 3);
    frame.writeUIntLE(100, 12, 3);
    const canvas = Buffer.alloc(10);
    canvas[0] = 2;
    canvas.writeUIntLE(WIDTH - 1, 4, 3);
    canvas.writeUIntLE(HEIGHT - 1, 7, 3);
    const film = riff(
      chunk('VP8X', canvas),
      chunk('ANIM', Buffer.alloc(6)),
      chunk('ANMF', Buffer.concat([frame, plain.subarray(12)])),
    );
    const { image } = await take(film);
    expect(image).toMatchObject({ mime: 'image/webp', width: WIDTH, height: HEIGHT });
    expect(Buffer.from(image.bytes).includes('ANMF')).toBe(false);
    expect((await colourAt(image.bytes, 4, 4))[0]).toBeGreaterThan(150);
  });

  test.each<[string, (image: Sharp) => Sharp]>([
    ['four inks', (image) => image.toColourspace('cmyk').jpeg({ quality: 95 })],
    ['16 bits a colour', (image) => image.toColourspace('rgb16').png()],
    ['a palette', (image) => image.png({ palette: true, colours: 16 })],
    ['rows in an order of their own', (image) => image.png({ progressive: true })],
    ['alpha', (image) => image.ensureAlpha(1).webp({ lossless: true })],
    ['a wide gamut', (image) => image.withIccProfile('p3').jpeg({ quality: 95 })],
  ])('%s', async (_, encode) => {
    const { image, thumbnail } = await take(await encode(picture()).toBuffer());
    expect(await sharp(thumbnail).metadata()).toMatchObject({ format: 'webp', width: WIDTH, height: HEIGHT });
    for (const bytes of [image.bytes, thumbnail]) {
      const [red, , blue] = await colourAt(bytes, 4, 4);
      expect(red).toBeGreaterThan(150);
      expect(blue).toBeLessThan(90);
    }
  });
});

describe('what is not taken says what it is', () => {
  test('more pixels than are decoded, by the header alone', async () => {
    const jpeg = await picture().jpeg().toBuffer();
    const size = jpeg.indexOf(Buffer.from([0xff, 0xc0])) + 5;
    jpeg.writeUInt16BE(65_500, size);
    jpeg.writeUInt16BE(65_500, size + 2);
    expect(await codeOf(jpeg)).toBe('image-too-many-pixels');
    const png = await picture().png().toBuffer();
    png.writeUInt32BE(65_535, 16);
    png.writeUInt32BE(65_535, 20);
    png.writeUInt32BE(crc32(png.subarray(12, 29)), 29);
    expect(await codeOf(png)).toBe('image-too-many-pixels');
    await expect(prepareImage(png)).rejects.toThrow('The image is 65535 x 65535 pixels; at most 64000000');
  });

  test('another type under whatever name', async () => {
    const gif = await picture().gif().toBuffer();
    await expect(prepareImage(gif)).rejects.toThrow(
      'not begin like a JPEG, PNG or WebP image but like a GIF',
    );
    await expect(prepareImage(Buffer.from('<svg/>'))).rejects.toThrow('but like an SVG');
  });
});

const known = [
  'taken',
  'not-an-image',
  'image-broken',
  'image-moves',
  'image-too-many-pixels',
  'image-too-slow',
];

test.each<[string, (image: Sharp) => Sharp]>([
  ['a JPEG', (image) => image.withMetadata({ orientation: 3 }).jpeg()],
  ['a JPEG in several passes', (image) => image.jpeg({ progressive: true })],
  ['a PNG', (image) => image.png()],
  ['a PNG with a palette', (image) => image.png({ palette: true, progressive: true })],
  ['a WebP', (image) => image.ensureAlpha(0.5).withMetadata({ orientation: 6 }).webp()],
  ['a WebP without loss', (image) => image.webp({ lossless: true })],
  ['a GIF', (image) => image.gif()],
])('whatever is changed in %s, it is taken or refused with a known code', async (_, encode) => {
  const whole = await encode(picture()).toBuffer();
  const byte = fc.integer({ min: 0, max: 255 });
  // Most of what a file says of itself stands at its beginning.
  const at = fc.oneof(fc.nat(whole.length - 1), fc.nat(Math.min(64, whole.length - 1)));
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(at, byte), { maxLength: 6 }),
      fc.option(fc.record({ from: fc.nat(whole.length), length: fc.nat(whole.length) })),
      async (changes, cut) => {
        let file: Buffer = Buffer.from(whole);
        for (const [place, value] of changes) file[place] = value;
        if (cut) file = Buffer.concat([file.subarray(0, cut.from), file.subarray(cut.from + cut.length)]);
        const code = await codeOf(file);
        expect(known).toContain(code);
        if (code === 'taken') await expectKept(await prepareImage(file));
      },
    ),
    { numRuns: 150 },
  );
});

async function expectKept({ bytes, width, height }: PreparedImage): Promise<void> {
  const header = await sharp(bytes).metadata();
  expect(header).toMatchObject({ width, height });
  expect(width * height).toBeLessThanOrEqual(MAX_IMAGE_PIXELS);
  expect(header.exif ?? header.xmp ?? header.iptc).toBeUndefined();
}

function riff(...chunks: Buffer[]): Buffer {
  const head = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1');
  const whole = Buffer.concat([head, ...chunks]);
  whole.writeUInt32LE(whole.length - 8, 4);
  return whole;
}

function chunk(name: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(data.length);
  return Buffer.concat([Buffer.from(name, 'latin1'), length, data, Buffer.alloc(data.length % 2)]);
}
