/** Bytes from `start` to `end`, both in it. */
export interface ByteRange {
  start: number;
  end: number;
}

/**
 * What a Range header asks for of so many bytes (RFC 9110, section 14): null where it is to be answered with the whole, which goes
 * for units that are not known and for several ranges at once; `unsatisfiable` where it begins behind the end.
 */
export function byteRange(header: string | null, size: number): ByteRange | null | 'unsatisfiable' {
  const [, first = '', last = ''] = /^bytes=\s*(\d*)-(\d*)\s*$/.exec(header ?? '') ?? [];
  if (first === '' && last === '') return null;
  if (first === '') {
    const count = Math.min(Number(last), size);
    return count === 0 ? 'unsatisfiable' : { start: size - count, end: size - 1 };
  }
  const start = Number(first);
  // A range that ends before it begins is no range, as if the header were not there.
  if (last !== '' && Number(last) < start) return null;
  if (start >= size) return 'unsatisfiable';
  return { start, end: last === '' ? size - 1 : Math.min(Number(last), size - 1) };
}
