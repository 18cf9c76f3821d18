import { hash } from 'node:crypto';

/** Bytes of a SHA-256. */
export const HASH_BYTES = 32;
const KEY_BYTES = 4;

/** What images are ordered by, out of a secret seed: the first 32 bits of SHA-256(seed, 0, purpose, 0, sha256). */
export function seededKey(seed: string, purpose: string, sha256: string): number {
  const key = hash('sha256', `${seed}\0${purpose}\0${sha256}`, 'hex');
  return Number.parseInt(key.slice(0, 2 * KEY_BYTES), 16);
}

/** The same bits of images' own hashes, which stand one after the other. */
export function hashKeys(hashes: Buffer): Uint32Array {
  return new Uint32Array(hashes.length / HASH_BYTES).map((_, at) => hashes.readUInt32BE(at * HASH_BYTES));
}

/**
 * Numbers of images in ascending order of their keys, of those among them that `isAmong` names; of equal keys, of which three million
 * images have a thousand or so, by the whole hash of the image.
 */
export function orderBy(
  keys: Uint32Array,
  hashes: Buffer,
  isAmong: (at: number) => boolean = () => true,
): Uint32Array {
  const hashOf = (at: number) => hashes.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES);
  return new Uint32Array(keys.length)
    .map((_, at) => at)
    .filter(isAmong)
    .sort((a, b) => (keys[a] as number) - (keys[b] as number) || Buffer.compare(hashOf(a), hashOf(b)));
}
