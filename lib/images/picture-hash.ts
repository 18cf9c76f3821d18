/** Rows and columns of the grey picture that a hash is made of. */
export const HASH_EDGE = 32;

/** Rows and columns of frequencies that the hash keeps: 64 bits. */
const KEPT = 8;

/**
 * The deviation of frequencies, in levels of grey, below which a picture is too plain: what its bits would say is the noise of
 * its encoding.
 */
const PLAIN = 2;

/**
 * The perceptual hash of a picture, 64 bits as a signed integer, made of its 32 x 32 grey levels row by row: copies of a
 * picture that were resized, compressed or toned otherwise differ in few bits, other pictures in about half. Null for a picture
 * too plain to be told from others by it.
 *
 * The DCT hash of Zauner, "Implementation and Benchmarking of Perceptual Image Hash Functions", 2010, section 3.2.1: the
 * two-dimensional DCT-II of the grey picture, of whose lowest 8 x 8 frequencies each is compared with the median of all but the
 * mean.
 */
export function pictureHash(grey: ArrayLike<number>): bigint | null {
  const low = lowFrequencies(grey);
  const kept = low.slice(1);
  const deviation = Math.sqrt(kept.reduce((sum, value) => sum + value * value, 0) / kept.length);
  if (deviation < PLAIN) return null;
  const ordered = [...kept].sort((a, b) => a - b);
  const median = ordered[(kept.length - 1) / 2] as number;
  let bits = 0n;
  for (const value of low) bits = (bits << 1n) | (value > median ? 1n : 0n);
  return BigInt.asIntN(64, bits);
}

/** The lowest frequencies of the orthonormal DCT-II, row by row; the first is the mean. */
function lowFrequencies(grey: ArrayLike<number>): number[] {
  const rows = new Float64Array(HASH_EDGE * KEPT);
  for (let y = 0; y < HASH_EDGE; y++) {
    for (let u = 0; u < KEPT; u++) {
      let sum = 0;
      for (let x = 0; x < HASH_EDGE; x++) sum += (grey[y * HASH_EDGE + x] as number) * cosine(u, x);
      rows[y * KEPT + u] = sum;
    }
  }
  return Array.from({ length: KEPT * KEPT }, (_, at) => {
    const [v, u] = [Math.floor(at / KEPT), at % KEPT];
    let sum = 0;
    for (let y = 0; y < HASH_EDGE; y++) sum += (rows[y * KEPT + u] as number) * cosine(v, y);
    return sum / HASH_EDGE;
  });
}

const cosines = Float64Array.from({ length: KEPT * HASH_EDGE }, (_, at) => {
  const [k, n] = [Math.floor(at / HASH_EDGE), at % HASH_EDGE];
  return Math.sqrt(k === 0 ? 1 : 2) * Math.cos((Math.PI * (2 * n + 1) * k) / (2 * HASH_EDGE));
});

const cosine = (k: number, n: number) => cosines[k * HASH_EDGE + n] as number;
