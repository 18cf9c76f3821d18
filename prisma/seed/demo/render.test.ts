import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { familyIds } from './families.ts';
import { nouns } from './nouns.ts';
import { createPictureRenderer, type PictureRequest } from './render.ts';

describe('createPictureRenderer', () => {
  const renderer = createPictureRenderer();
  const request = (n: number, variation = 0): PictureRequest => ({
    family: familyIds[n % familyIds.length] ?? 'noto',
    drawing: nouns[n % nouns.length]?.drawing ?? '',
    variation,
    seed: 1,
  });

  it('gives pictures of the said size and type, without metadata or the name of the drawing', async () => {
    for (let n = 0; n < 80; n += 2) {
      const picture = await renderer.render(request(n));
      const metadata = await sharp(picture.bytes).metadata();
      expect(`image/${metadata.format}`).toBe(picture.mime);
      expect([metadata.width, metadata.height, metadata.channels]).toEqual([
        picture.width,
        picture.height,
        3,
      ]);
      expect(metadata.exif ?? metadata.xmp ?? metadata.iptc ?? metadata.comments).toBeUndefined();
      const { drawing, family } = request(n);
      // Three letters turn up in any compressed bytes.
      if (drawing.length > 4) expect(picture.bytes.includes(drawing)).toBe(false);
      expect(picture.bytes.includes(family)).toBe(false);
      expect(Math.max(picture.width, picture.height)).toBeLessThanOrEqual(384);
      expect(Math.min(picture.width, picture.height)).toBeGreaterThanOrEqual(160);
    }
  });

  it('is deterministic, and different for each variation and seed', async () => {
    const digest = async (r: PictureRequest) =>
      createHash('sha256')
        .update((await renderer.render(r)).bytes)
        .digest('hex');
    const again = createPictureRenderer();
    const first = request(3);
    expect((await again.render(first)).bytes.equals((await renderer.render(first)).bytes)).toBe(true);
    const digests = await Promise.all([
      ...Array.from({ length: 8 }, (_, v) => digest(request(3, v))),
      digest({ ...first, seed: 2 }),
    ]);
    expect(new Set(digests).size).toBe(9);
  });

  it('shows the thing: the picture is not one colour', async () => {
    for (let n = 1; n < 30; n += 3) {
      const { channels } = await sharp((await renderer.render(request(n))).bytes).stats();
      expect(Math.max(...channels.map((channel) => channel.stdev))).toBeGreaterThan(12);
    }
  });

  it('refuses a drawing that is no noun of the demo', async () => {
    await expect(renderer.render({ ...request(0), drawing: 'pile-of-poo' })).rejects.toThrow(RangeError);
  });
});
