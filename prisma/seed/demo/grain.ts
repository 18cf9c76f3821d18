import { type Random, seededRandom } from '#lib/core/random';

/** Edge of the noise tile; pictures take a part of it. */
const TILE = 512;
/** Deviation of the noise in levels of 255. */
const STRENGTH = 4.5;

let tile: Int8Array | undefined;

/**
 * Adds the noise of a camera's sensor to raw RGB pixels in place, the same level to all three channels. The picture has
 * to fit into 512 by 512 pixels.
 */
export function addGrain(pixels: Uint8Array, width: number, height: number, random: Random): void {
  tile ??= paintTile();
  const [left, top] = [random.below(TILE - width + 1), random.below(TILE - height + 1)];
  const clamped = new Uint8ClampedArray(pixels.buffer, pixels.byteOffset, pixels.byteLength);
  for (let y = 0, i = 0; y < height; y++) {
    const row = (top + y) * TILE + left;
    for (let x = 0; x < width; x++, i += 3) {
      const level = tile[row + x] as number;
      clamped[i] = (clamped[i] as number) + level;
      clamped[i + 1] = (clamped[i + 1] as number) + level;
      clamped[i + 2] = (clamped[i + 2] as number) + level;
    }
  }
}

function paintTile(): Int8Array {
  const random = seededRandom('grain');
  return Int8Array.from({ length: TILE * TILE }, () =>
    Math.max(-127, Math.min(127, random.gaussian() * STRENGTH)),
  );
}
