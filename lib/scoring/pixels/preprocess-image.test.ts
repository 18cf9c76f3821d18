import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ResampleFilter } from '../preprocess/preprocess-spec.ts';
import { decodeImage } from './decode-image.ts';
import { type PixelPlan, preprocessImage, resizedSize } from './preprocess-image.ts';

const DATA = '../shared/data';
const references = existsSync(`${DATA}/photos-reference`) ? readdirSync(`${DATA}/photos-reference`) : [];

/** Reads a plan out of a reference's file name: `shortestS-cropC[-padded]-FILTER` or `exactS-FILTER`. */
function planOf(transform: string): PixelPlan {
  const [, kind, size, crop, filter] =
    /^(shortest|exact)(\d+)(?:-crop(\d+))?(?:-padded)?-(\w+)$/.exec(transform) ?? [];
  const side = Number(size);
  return {
    resize: kind === 'exact' ? { height: side, width: side } : { shortestEdge: side },
    resample: filter as ResampleFilter,
    crop: crop ? { height: Number(crop), width: Number(crop) } : null,
    channels: 'RGB',
  };
}

describe.skipIf(references.length === 0)('against torchvision 0.14 with Pillow 9.4', () => {
  test.each(references)('%s', async (file) => {
    const [name = '', transform = ''] = file.split('.');
    const reference = await decodeImage(readFileSync(join(DATA, 'photos-reference', file)), 3);
    const image = await preprocessImage(
      readFileSync(join(DATA, 'photos', `${name}.JPEG`)),
      planOf(transform),
    );
    expect([image.width, image.height]).toEqual([reference.width, reference.height]);
    expect(Buffer.compare(image.data, reference.data)).toBe(0);
  });

  test('there are 96 of them', () => {
    expect(references).toHaveLength(96);
  });
});

test('the longer edge is rounded down, as Python rounds int(size * long / short)', () => {
  expect(resizedSize({ width: 500, height: 333 }, { shortestEdge: 256 })).toEqual({
    width: 384,
    height: 256,
  });
  expect(resizedSize({ width: 333, height: 500 }, { shortestEdge: 256 })).toEqual({
    width: 256,
    height: 384,
  });
  expect(resizedSize({ width: 68, height: 99 }, { height: 10, width: 20 })).toEqual({
    width: 20,
    height: 10,
  });
});
