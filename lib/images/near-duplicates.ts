/**
 * Bits in which the hashes of two pictures differ at most that count as near duplicates. Those within 3 are all found: one of
 * four stretches of 16 bits is the same in both. Of those at 4 are found that leave a stretch alone.
 *
 * Copies of another size, quality or format, in grey or somewhat brighter are near; one that is mirrored, turned or has more
 * than a few hundredths of a side cut off is none. Different drawings are hardly ever near, different pieces of clothing
 * at 28 x 28 pixels sometimes: so a person decides.
 */
export const NEAR_BITS = 4;

/**
 * SQL: the four stretches of 16 bits of a hash in this column or parameter, each of which has an index: what is within three bits of
 * a hash has one of them in common with it.
 */
export function hashStretches(hash: string): string[] {
  return [48, 32, 16, 0].map((shift) =>
    shift === 0 ? `(${hash} & 65535)` : `((${hash} >> ${shift}) & 65535)`,
  );
}
