import { mkdtemp, readdir, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { PixelImage } from '../pixels/pixel-image.ts';
import type { ResolvedPreprocess } from '../preprocess/resolve-preprocess.ts';
import { openKeptPixels, type PixelKeeper } from './keep-pixels.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'imagenest-pixels-'));
});
afterEach(() => rm(folder, { recursive: true }));

const preprocess: ResolvedPreprocess = {
  resize: { height: 4, width: 6 },
  resample: 'bilinear',
  crop: null,
  channels: 'RGB',
  layout: 'NCHW',
  dtype: 'float32',
  rescale: null,
  normalize: [],
  height: 4,
  width: 6,
};
const ENTRY = 4 * 6 * 3;
const picture = (level: number): PixelImage => ({
  height: 4,
  width: 6,
  channels: 3,
  data: new Uint8Array(ENTRY).fill(level),
});
const keep = (images: string, change: Partial<ResolvedPreprocess> = {}, limit = 1e6, count = 5) =>
  openKeptPixels({ folder, limitBytes: limit }, images, count, {
    ...preprocess,
    ...change,
  }) as Promise<PixelKeeper>;

describe('kept pixels', () => {
  test('are there when the cache is opened again', async () => {
    const first = await keep('split');
    expect(await first.get(3)).toBeNull();
    await first.put(3, picture(77));
    await first.close();
    const again = await keep('split');
    expect(await again.get(3)).toEqual(picture(77));
    expect(await again.get(2)).toBeNull();
    await again.close();
  });

  test('of an image that was not marked when the process died do not count', async () => {
    const dying = await keep('split');
    await dying.put(1, picture(9));
    const other = await keep('split');
    expect(await other.get(1)).toBeNull();
    await other.close();
    await dying.close();
  });

  test('are of one list and one preprocessing; normalising plays no part', async () => {
    const first = await keep('split');
    await first.put(0, picture(1));
    await first.close();
    for (const [images, change] of [
      ['other split', {}],
      ['split', { resample: 'bicubic' }],
      ['split', { crop: { height: 4, width: 6 } }],
    ] as const) {
      const other = await keep(images, change);
      expect(await other.get(0)).toBeNull();
      await other.close();
    }
    const same = await keep('split', { normalize: [{ mean: [0, 0, 0], std: [1, 1, 1] }], layout: 'NHWC' });
    expect(await same.get(0)).toEqual(picture(1));
    await same.close();
  });

  test('used longest ago go first when the limit is reached', async () => {
    for (const [i, images] of ['a', 'b', 'c'].entries()) {
      const kept = await keep(images, {}, 15 * ENTRY);
      await kept.put(4, picture(i));
      await kept.close();
      for (const name of await readdir(folder)) {
        if (images === 'c') continue;
        const before = new Date(Date.now() - (10 - i) * 60_000);
        await utimes(join(folder, name), before, before);
      }
    }
    const again = await keep('a', {}, 15 * ENTRY);
    expect(await again.get(4)).toEqual(picture(0));
    await again.close();
    const fourth = await keep('d', {}, 15 * ENTRY);
    await fourth.close();
    expect(await readdir(folder)).toHaveLength(3);
    const kept = await keep('a', {}, 15 * ENTRY);
    expect(await kept.get(4)).toEqual(picture(0));
    await kept.close();
  });

  test('are not where sizes follow the images, or the limit is too small', async () => {
    expect(await keep('split', { height: null })).toBeNull();
    expect(await keep('split', {}, ENTRY)).toBeNull();
  });
});
