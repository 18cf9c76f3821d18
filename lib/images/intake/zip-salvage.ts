import { Readable } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import { MAX_IMAGE_BYTES } from '../image-limits.ts';
import { isEntryBomb } from './intake-limits.ts';
import type { RandomAccess } from './random-access.ts';
import { type ZipEntry, zipKind, zipName } from './zip-entry.ts';

const HEADER_BYTES = 30;
const LOCAL_HEADER = 0x04034b50;
const DESCRIPTOR = 0x08074b50;
const CHUNK_BYTES = 64 * 1024;

/**
 * What is whole in a zip that has lost its directory (APPNOTE.TXT 4.3.7): local headers are followed from the front. An
 * entry that was packed before its length was known is unpacked once to find its end.
 */
export async function* salvageZip(archive: RandomAccess): AsyncGenerator<ZipEntry> {
  for (let at = 0; ; ) {
    const found = await entryAt(archive, at);
    if (!found) return;
    yield found.entry;
    at = found.next;
  }
}

async function entryAt(
  archive: RandomAccess,
  headerAt: number,
): Promise<{ entry: ZipEntry; next: number } | undefined> {
  const header = Buffer.from(await archive.read(headerAt, HEADER_BYTES));
  if (header.length < HEADER_BYTES || header.readUInt32LE(0) !== LOCAL_HEADER) return undefined;
  const [flags, method] = [header.readUInt16LE(6), header.readUInt16LE(8)];
  const [nameBytes, extraBytes] = [header.readUInt16LE(26), header.readUInt16LE(28)];
  const texts = Buffer.from(await archive.read(headerAt + HEADER_BYTES, nameBytes + extraBytes));
  const dataAt = headerAt + HEADER_BYTES + nameBytes + extraBytes;
  const name = zipName(flags, texts.subarray(0, nameBytes), texts.subarray(nameBytes));
  const known = (flags & 8) === 0;
  const facts = known
    ? { crc32: header.readUInt32LE(14), packedBytes: header.readUInt32LE(18), bytes: header.readUInt32LE(22) }
    : method === 8 && (flags & 1) === 0
      ? await measureDeflated(archive, dataAt)
      : undefined;
  if (!facts || dataAt + facts.packedBytes > archive.size) return undefined;
  const end = dataAt + facts.packedBytes;
  return {
    // Modes stand in the directory alone: what was a link is offered, and its target's name is no image.
    entry: { name, kind: zipKind(name, 0, 0), encrypted: (flags & 1) !== 0, method, ...facts, headerAt },
    next: known ? end : await descriptorEnd(archive, end, facts.crc32),
  };
}

/** The length of a deflated stream, packed and not, and its CRC; undefined where it does not end or grows longer than an image. */
async function measureDeflated(
  archive: RandomAccess,
  start: number,
): Promise<{ crc32: number; packedBytes: number; bytes: number } | undefined> {
  const packed = Readable.from(chunks(archive, start), { objectMode: false });
  const inflate = createInflateRaw();
  packed.on('error', (error) => inflate.destroy(error));
  packed.pipe(inflate);
  let [bytes, sum] = [0, 0];
  try {
    for await (const piece of inflate as AsyncIterable<Buffer>) {
      bytes += piece.length;
      if (bytes > MAX_IMAGE_BYTES || isEntryBomb(inflate.bytesWritten, bytes)) return undefined;
      sum = crc32(piece, sum);
    }
    return { crc32: sum, packedBytes: inflate.bytesWritten, bytes };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code?.startsWith('Z_')) return undefined;
    throw error;
  } finally {
    packed.destroy();
  }
}

async function* chunks(archive: RandomAccess, start: number): AsyncGenerator<Uint8Array> {
  for (let at = start; at < archive.size; at += CHUNK_BYTES) yield archive.read(at, CHUNK_BYTES);
}

/** Behind data of unknown length stand its CRC and both lengths in 4 or 8 bytes each, mostly with a mark before them. */
async function descriptorEnd(archive: RandomAccess, at: number, sum: number): Promise<number> {
  const tail = Buffer.from(await archive.read(at, 28));
  const marked = tail.length >= 4 && tail.readUInt32LE(0) === DESCRIPTOR && sum !== DESCRIPTOR ? 4 : 0;
  const isHeader = (length: number) => tail.length >= length + 4 && tail.readUInt16LE(length) === 0x4b50;
  return at + (isHeader(marked + 20) && !isHeader(marked + 12) ? marked + 20 : marked + 12);
}
