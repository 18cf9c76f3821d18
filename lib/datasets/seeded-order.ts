import { hash } from 'node:crypto';

/** Bytes of a SHA-256. */
export const HASH_BYTES = 32;
/** Bytes of a key that are compared: all that a double holds in whole bytes. */
const KEY_BYTES = 6;

/** What images are ordered by, out of a secret seed: the first 48 bits of SHA-256(seed, 0, purpose, 0, sha256). */
export function seededKey(seed: string, purpose: string, sha256: string): number {
  return hash('sha256', `${seed}\0${purpose}\0${sha256}`, 'buffer').readUIntBE(0, KEY_BYTES);
}

/** The same bits of images' own hashes, which stand one after the other. */
export function hashKeys(hashes: Buffer): Float64Array {
  return Float64Array.from({ length: hashes.length / HASH_BYTES }, (_, at) =>
    hashes.readUIntBE(at * HASH_BYTES, KEY_BYTES),
  );
}

/**
 * Numbers of images in ascending order of their keys, of those among them that `isAmong` names; of equal keys, which three million
 * images may well have, by the whole hash of the image.
 */
export function orderBy(
  keys: Float64Array,
  hashes: Buffer,
  isAmong: (at: number) => boolean = () => true,
): Uint32Array {
  const hashOf = (at: number) => hashes.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES);
  return new Uint32Array(keys.length)
    .map((_, at) => at)
    .filter(isAmong)
    .sort((a, b) => (keys[a] as number) - (keys[b] as number) || Buffer.compare(hashOf(a), hashOf(b)));
}
