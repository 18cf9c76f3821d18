import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ResolvedPreprocess } from '../preprocess/resolve-preprocess.ts';
import { float16Bits } from './float16.ts';
import { valueTables } from './value-tables.ts';

const plain: ResolvedPreprocess = {
  resize: null,
  resample: 'bilinear',
  crop: null,
  channels: 'RGB',
  layout: 'NCHW',
  dtype: 'float32',
  rescale: { factor: 1 / 255, offset: 0 },
  normalize: [],
  height: null,
  width: null,
};
const floats = (preprocess: ResolvedPreprocess) => {
  const bytes = valueTables(preprocess);
  return new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
};

describe('value tables', () => {
  test('rescaling by 1/255 equals torchvision dividing float32 by 255, at every level', () => {
    const table = floats(plain);
    for (let level = 0; level < 256; level++) expect(table[level]).toBe(Math.fround(level / 255));
  });

  test('normalises each channel and puts blue first for BGR', () => {
    const normalize = [{ mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] }];
    const table = floats({ ...plain, channels: 'BGR', normalize });
    expect(table[0]).toBeCloseTo(-0.406 / 0.225, 6);
    expect(table[512 + 255]).toBeCloseTo((1 - 0.485) / 0.229, 6);
  });

  test('keeps levels for uint8 and halves their width for float16', () => {
    expect([...valueTables({ ...plain, channels: 'L', dtype: 'uint8', rescale: null })]).toEqual([
      ...Array(256).keys(),
    ]);
    const half = valueTables({ ...plain, channels: 'L', dtype: 'float16' });
    expect(new Uint16Array(half.buffer)[255]).toBe(0x3c00);
  });
});

describe('float16', () => {
  test.each([
    [0, 0],
    [-0, 0x8000],
    [1, 0x3c00],
    [-2, 0xc000],
    [65_504, 0x7bff],
    [65_519, 0x7bff],
    [65_520, 0x7c00],
    [Number.POSITIVE_INFINITY, 0x7c00],
    [2 ** -14, 0x0400],
    [2 ** -24, 0x0001],
    [2 ** -25, 0x0000],
    [2 ** -25 * 1.5, 0x0001],
    [1 + 2 ** -11, 0x3c00],
    [1 + 3 * 2 ** -11, 0x3c02],
  ])('%f is %i', (value, bits) => {
    expect(float16Bits(value)).toBe(bits);
  });

  test('is nearest: no neighbour is closer', () => {
    const decode = (bits: number) => {
      const exponent = (bits >> 10) & 31;
      const mantissa = bits & 1023;
      const size = exponent === 0 ? mantissa * 2 ** -24 : (1 + mantissa / 1024) * 2 ** (exponent - 15);
      return bits & 0x8000 ? -size : size;
    };
    fc.assert(
      fc.property(fc.float({ min: Math.fround(-60_000), max: Math.fround(60_000), noNaN: true }), (value) => {
        const bits = float16Bits(value);
        const error = Math.abs(decode(bits) - value);
        for (const other of [bits - 1, bits + 1]) {
          if ((other & 0x7fff) < 0x7c00 && other >= 0) {
            expect(error).toBeLessThanOrEqual(Math.abs(decode(other) - value));
          }
        }
      }),
    );
  });
});
