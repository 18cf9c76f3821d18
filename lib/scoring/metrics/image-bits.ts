/** Packs one bit an image, the first in the lowest bit of the first byte. */
export function packBits(count: number, isSet: (image: number) => boolean): Uint8Array<ArrayBuffer> {
  const bits = new Uint8Array(Math.ceil(count / 8));
  for (let image = 0; image < count; image++) {
    if (isSet(image)) bits[image >> 3] = (bits[image >> 3] as number) | (1 << (image & 7));
  }
  return bits;
}

const ones = Uint8Array.from({ length: 256 }, (_, byte) => {
  let count = 0;
  for (let rest = byte; rest > 0; rest >>= 1) count += rest & 1;
  return count;
});

/** How many images are in one of two sets of bits and not in the other, and in both. */
export interface Discordance {
  onlyFirst: number;
  onlySecond: number;
  both: number;
}

/** Compares two sets of bits of the same images; what one of them is too short for counts as not set. */
export function compareBits(first: Uint8Array, second: Uint8Array): Discordance {
  const counted = { onlyFirst: 0, onlySecond: 0, both: 0 };
  for (let i = 0; i < Math.max(first.length, second.length); i++) {
    const [a, b] = [first[i] ?? 0, second[i] ?? 0];
    counted.onlyFirst += ones[a & ~b] as number;
    counted.onlySecond += ones[b & ~a] as number;
    counted.both += ones[a & b] as number;
  }
  return counted;
}
