import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '#lib/core/random';
import { HASH_EDGE, pictureHash } from './picture-hash.ts';

const SIZE = HASH_EDGE * HASH_EDGE;
const picture = fc.nat().map((seed) => {
  const random = seededRandom(`${seed}`);
  return Array.from({ length: SIZE }, () => random.below(256));
});
const hashOf = (grey: ArrayLike<number>) => pictureHash(grey) as bigint;
const bits = (hash: bigint) => BigInt.asUintN(64, hash).toString(2).replaceAll('0', '').length;

describe('the hash of a picture', () => {
  test('has a bit a frequency: of the mean, and of the half of all others that is above the median', () => {
    const check = fc.property(picture, (grey) => {
      expect(bits(hashOf(grey))).toBe(1 + 31);
    });
    fc.assert(check, { numRuns: 30 });
  });

  test('stays when the picture gets more or less contrast', () => {
    fc.assert(
      fc.property(picture, fc.double({ min: 0.6, max: 1.5, noNaN: true }), (grey, gain) => {
        expect(hashOf(grey.map((level) => level * gain))).toBe(hashOf(grey));
      }),
      { numRuns: 30 },
    );
  });

  test('reads frequencies where they are: a wave across is its own frequency alone', () => {
    const wave = (u: number, v: number) =>
      Array.from({ length: SIZE }, (_, at) => {
        const [y, x] = [Math.floor(at / HASH_EDGE), at % HASH_EDGE];
        const cosine = (k: number, n: number) => Math.cos((Math.PI * (2 * n + 1) * k) / (2 * HASH_EDGE));
        return 100 + 90 * cosine(u, x) * cosine(v, y);
      });
    for (const [u, v] of [
      [1, 0],
      [0, 1],
      [7, 7],
      [3, 5],
    ] as const) {
      const place = 63n - BigInt(v * 8 + u);
      expect((hashOf(wave(u, v)) >> place) & 1n).toBe(1n);
    }
  });

  test('is none for a picture that is plain but for noise', () => {
    expect(pictureHash(new Uint8Array(SIZE).fill(200))).toBeNull();
    expect(pictureHash(Array.from({ length: SIZE }, (_, at) => 128 + (at % 2)))).toBeNull();
  });
});
