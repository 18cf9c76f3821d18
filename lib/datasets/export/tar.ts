import { textChunks } from './text-chunks.ts';

/** A file of a tar. Its length comes before its content. */
export interface TarEntry {
  /** At most 100 bytes of ASCII. */
  name: string;
  bytes: number;
  chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
}

const BLOCK = 512;
const MAX_OCTAL = 8 ** 11 - 1;

/**
 * A tar (POSIX ustar) of files alone, in constant memory. Everything in a header but name, length and time is the same for
 * every file, so the same files give the same bytes. Throws where a file is not as long as it was said to be.
 */
export async function* tarChunks(
  entries: Iterable<TarEntry> | AsyncIterable<TarEntry>,
  mtime: Date,
): AsyncGenerator<Uint8Array> {
  for await (const { name, bytes, chunks } of entries) {
    yield header(name, bytes, mtime);
    let written = 0;
    for await (const chunk of chunks) {
      written += chunk.length;
      yield chunk;
    }
    if (written !== bytes)
      throw new Error(`${name} has ${written} bytes instead of the ${bytes} said before`);
    const rest = (BLOCK - (bytes % BLOCK)) % BLOCK;
    if (rest > 0) yield new Uint8Array(rest);
  }
  yield new Uint8Array(2 * BLOCK);
}

/** A text of known content as a file of a tar. */
export function textEntry(name: string, text: string): TarEntry {
  const content = Buffer.from(text);
  return { name, bytes: content.length, chunks: [content] };
}

/** A text too long to keep as a file of a tar: it is made twice, first to learn its length. */
export async function measuredEntry(name: string, lines: () => AsyncIterable<string>): Promise<TarEntry> {
  let bytes = 0;
  for await (const line of lines()) bytes += Buffer.byteLength(line);
  return { name, bytes, chunks: textChunks(lines()) };
}

function header(name: string, bytes: number, mtime: Date): Uint8Array {
  if (Buffer.byteLength(name) > 100) throw new Error(`${name} is too long a name for a tar`);
  const block = Buffer.alloc(BLOCK);
  block.write(name, 0);
  block.write(octal(0o644, 7), 100);
  block.write(octal(0, 7), 108);
  block.write(octal(0, 7), 116);
  if (bytes <= MAX_OCTAL) block.write(octal(bytes, 11), 124);
  else {
    // 8 GiB and more: GNU's binary form, which every tar of this century reads.
    block.writeUInt8(0x80, 124);
    block.writeBigUInt64BE(BigInt(bytes), 128);
  }
  block.write(octal(Math.floor(mtime.getTime() / 1000), 11), 136);
  block.fill(' ', 148, 156);
  block.write('0', 156);
  block.write('ustar\u000000', 257);
  block.write(octal(0, 7), 329);
  block.write(octal(0, 7), 337);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${octal(sum, 6)}\0 `, 148);
  return block;
}

function octal(value: number, digits: number): string {
  return value.toString(8).padStart(digits, '0');
}
