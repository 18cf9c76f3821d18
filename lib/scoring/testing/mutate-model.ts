import { seededRandom } from '#lib/core/random';

/** A good model with a few bits flipped, bytes cut, doubled or moved, as `seed` decides. */
export function mutateModel(model: Uint8Array, seed: number): Uint8Array {
  const random = seededRandom(seed);
  let bytes = Uint8Array.from(model);
  for (let change = random.below(4) + 1; change > 0; change--) {
    const at = random.below(bytes.length);
    const length = Math.min(bytes.length - at, 1 + random.below(64));
    switch (random.below(5)) {
      case 0:
        bytes[at] = (bytes[at] as number) ^ (1 << random.below(8));
        break;
      case 1:
        bytes[at] = random.below(256);
        break;
      case 2:
        bytes = Uint8Array.from([...bytes.subarray(0, at), ...bytes.subarray(at + length)]);
        break;
      case 3:
        bytes = Uint8Array.from([...bytes.subarray(0, at + length), ...bytes.subarray(at)]);
        break;
      default:
        bytes.fill(random.below(256), at, at + length);
    }
    if (bytes.length === 0) return bytes;
  }
  return bytes;
}
