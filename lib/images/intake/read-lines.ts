import { utf8Text } from './entry-path.ts';

/** The longest line of a list, in bytes: addresses have 2,048 characters at most, and there are two of them. */
const MAX_LINE_BYTES = 64 * 1024;

/** A line of a text file. */
export interface Line {
  /** Without its end; undefined where it is longer than 64 KiB or no UTF-8. */
  text: string | undefined;
  /** Its place in the file, from 1. */
  number: number;
  /** Bytes up to its end. */
  end: number;
}

/** The lines of a file in UTF-8, with or without a byte order mark, one at a time; ends are LF or CR LF. */
export async function* readLines(source: AsyncIterable<Uint8Array>): AsyncGenerator<Line> {
  let held: Uint8Array[] = [];
  let [heldBytes, number, end] = [0, 0, 0];
  const hold = (piece: Uint8Array) => {
    // Of a line that is too long only its length is kept.
    if (heldBytes <= MAX_LINE_BYTES) held.push(piece);
    heldBytes += piece.length;
  };
  const line = (): Line => {
    const bytes = heldBytes <= MAX_LINE_BYTES ? Buffer.concat(held) : undefined;
    held = [];
    heldBytes = 0;
    number++;
    let text = bytes && utf8Text(bytes);
    if (number === 1) text = text?.replace(/^\ufeff/, '');
    return { text: text?.replace(/\r$/, ''), number, end };
  };
  for await (const piece of source) {
    const start = end;
    let from = 0;
    for (let at = piece.indexOf(10); at >= 0; at = piece.indexOf(10, from)) {
      hold(piece.subarray(from, at));
      from = at + 1;
      end = start + from;
      yield line();
    }
    hold(piece.subarray(from));
    end = start + piece.length;
  }
  if (heldBytes > 0) yield line();
}
