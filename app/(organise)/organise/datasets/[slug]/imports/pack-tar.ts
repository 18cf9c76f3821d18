/** A file with the path that it has among those chosen. */
export interface ChosenFile {
  path: string;
  file: Blob & { lastModified?: number };
}

const BLOCK = 512;
const encoder = new TextEncoder();

/**
 * Packs files into a tar (POSIX.1-2001, with pax records for names that are long or not ASCII). The files' bytes are not read: the
 * blob refers to them, so that many GB cost nothing. The same files give the same bytes, so that an upload can be gone on with.
 */
export function packTar(files: readonly ChosenFile[]): Blob {
  const parts: BlobPart[] = [];
  for (const { path, file } of files) {
    const seconds = Math.floor((file.lastModified ?? 0) / 1000);
    const plain = /^[\x20-\x7e]{1,100}$/.test(path);
    if (!plain) {
      const record = paxRecord('path', path);
      parts.push(header('pax', 'x', record.length, seconds), record, padding(record.length));
    }
    parts.push(header(plain ? path : 'long', '0', file.size, seconds), file, padding(file.size));
  }
  parts.push(new Uint8Array(2 * BLOCK));
  return new Blob(parts, { type: 'application/x-tar' });
}

function header(name: string, type: string, size: number, seconds: number): Uint8Array<ArrayBuffer> {
  const block = new Uint8Array(BLOCK);
  const put = (offset: number, text: string) => block.set(encoder.encode(text), offset);
  const octal = (value: number, digits: number) => value.toString(8).padStart(digits, '0');
  put(0, name);
  put(100, '0000644\0');
  put(108, '0000000\0');
  put(116, '0000000\0');
  put(124, octal(size, 11));
  put(136, octal(seconds, 11));
  // The sum is taken with spaces in its own place.
  put(148, ' '.repeat(8));
  put(156, type);
  put(257, 'ustar\x0000');
  const sum = block.reduce((total, byte) => total + byte, 0);
  put(148, `${octal(sum, 6)}\0 `);
  return block;
}

/** `LENGTH path=NAME\n`, the length counting itself. */
function paxRecord(key: string, value: string): Uint8Array<ArrayBuffer> {
  const rest = encoder.encode(` ${key}=${value}\n`).length;
  let length = rest + String(rest).length;
  if (rest + String(length).length !== length) length = rest + String(length).length;
  return encoder.encode(`${length} ${key}=${value}\n`);
}

function padding(size: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array((BLOCK - (size % BLOCK)) % BLOCK);
}
