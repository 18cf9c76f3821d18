import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ResampleFilter } from '../preprocess/preprocess-spec.ts';
import { roundHalfToEven } from './crop-image.ts';
import { decodeImage } from './decode-image.ts';
import type { PixelImage } from './pixel-image.ts';
import { applyPixelPlan } from './preprocess-image.ts';
import { resizeImage } from './resize-image.ts';

const fixture = (name: string) => readFileSync(new URL(`./fixtures/${name}`, import.meta.url));
const pillow = JSON.parse(fixture('pillow-9.4.json').toString()) as {
  modes: Record<string, Record<'RGB' | 'L', string>>;
  resizes: [filter: ResampleFilter, mode: 'RGB' | 'L', width: number, height: number, sha256: string][];
  crops: [height: number, width: number, sha256: string][];
};
const sha256 = (data: Uint8Array) => createHash('sha256').update(data).digest('hex');

/** The image that the fixtures were made of: 71 wide, 53 high, each channel a formula of its own. */
function formulaImage(channels: 1 | 3): PixelImage {
  const [width, height] = [71, 53];
  const data = new Uint8Array(width * height * channels);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const levels = [(x * 37 + y * 101) % 256, (x * x + y) % 256, (x * y) % 251];
      for (let k = 0; k < channels; k++) data[(y * width + x) * channels + k] = levels[k] as number;
    }
  }
  return { width, height, channels, data };
}

describe('decoding and mode conversion equal Pillow 9.4', () => {
  test.each(Object.keys(pillow.modes))('%s', async (file) => {
    const bytes = fixture(file);
    expect(sha256((await decodeImage(bytes, 3)).data)).toBe(pillow.modes[file]?.RGB);
    expect(sha256((await decodeImage(bytes, 1)).data)).toBe(pillow.modes[file]?.L);
  });

  test.each([
    ['nothing', new Uint8Array()],
    ['text', new TextEncoder().encode('<html></html>')],
    ['a drawing', new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')],
    ['half a JPEG', fixture('srgb.jpg').subarray(0, 1_200)],
  ])('refuses %s', async (_, bytes) => {
    await expect(decodeImage(bytes, 3)).rejects.toMatchObject({ code: 'image-unreadable' });
  });
});

describe('resizing equals Pillow 9.4', () => {
  test.each(pillow.resizes)('%s %s to %ix%i', (filter, mode, width, height, expected) => {
    expect(sha256(resizeImage(formulaImage(mode === 'L' ? 1 : 3), width, height, filter).data)).toBe(
      expected,
    );
  });

  test('an even picture stays even under every filter', () => {
    const filters: ResampleFilter[] = ['nearest', 'box', 'bilinear', 'hamming', 'bicubic', 'lanczos'];
    const sizes = fc.integer({ min: 1, max: 40 });
    fc.assert(
      fc.property(fc.constantFrom(...filters), fc.nat(255), sizes, sizes, (filter, level, width, height) => {
        const image: PixelImage = {
          width: 17,
          height: 11,
          channels: 1,
          data: new Uint8Array(17 * 11).fill(level),
        };
        expect(new Set(resizeImage(image, width, height, filter).data)).toEqual(new Set([level]));
      }),
    );
  });
});

describe('cropping equals torchvision 0.14', () => {
  test.each(pillow.crops)('%ix%i', (height, width, expected) => {
    const plan = { resize: null, resample: 'bilinear', crop: { height, width }, channels: 'RGB' } as const;
    expect(sha256(applyPixelPlan(formulaImage(3), plan).data)).toBe(expected);
  });

  test('of a resized picture is what cropping the whole of it gives', () => {
    const sizes = fc.integer({ min: 1, max: 60 });
    const filters = fc.constantFrom<ResampleFilter>('nearest', 'bilinear', 'lanczos');
    fc.assert(
      fc.property(filters, sizes, sizes, sizes, sizes, (resample, width, height, cropWidth, cropHeight) => {
        const image = formulaImage(1);
        const crop = { height: cropHeight, width: cropWidth };
        const whole = resizeImage(image, width, height, resample);
        const expected = applyPixelPlan(whole, { resize: null, resample, crop, channels: 'L' });
        const plan = { resize: { height, width }, resample, crop, channels: 'L' } as const;
        expect(applyPixelPlan(image, plan)).toEqual(expected);
      }),
    );
  });

  test('rounds halves to the even number', () => {
    expect([0.5, 1.5, 2.5, 3.5, 3.4, 3.6].map(roundHalfToEven)).toEqual([0, 2, 2, 4, 3, 4]);
  });
});
