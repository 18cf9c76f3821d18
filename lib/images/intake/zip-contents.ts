import { promisify } from 'node:util';
import { crc32, inflateRaw } from 'node:zlib';
import { AppError } from '#lib/core/errors';
import type { RandomAccess } from './random-access.ts';
import type { ZipEntry } from './zip-entry.ts';

const inflate = promisify(inflateRaw) as (
  packed: Uint8Array,
  limit: { maxOutputLength: number },
) => Promise<Buffer>;

const HEADER_BYTES = 30;
const SIGNATURE = 0x04034b50;

/**
 * The bytes of an entry, unpacked to the length that its header says and no further, and checked against its CRC. Throws
 * AppError `entry-damaged`.
 */
export async function readZipContents(archive: RandomAccess, entry: ZipEntry): Promise<Uint8Array> {
  const header = Buffer.from(await archive.read(entry.headerAt, HEADER_BYTES));
  if (header.length < HEADER_BYTES || header.readUInt32LE(0) !== SIGNATURE)
    throw damaged('its data is not there');
  const dataAt = entry.headerAt + HEADER_BYTES + header.readUInt16LE(26) + header.readUInt16LE(28);
  const packed = await archive.read(dataAt, entry.packedBytes);
  if (packed.length < entry.packedBytes) throw damaged('its data is cut off');
  const bytes = entry.method === 0 ? packed : await unpack(packed, entry.bytes);
  if (bytes.length !== entry.bytes)
    throw damaged(`it has ${bytes.length} bytes where its header says ${entry.bytes}`);
  if (crc32(bytes) !== entry.crc32) throw damaged('its checksum is another one');
  return bytes;
}

async function unpack(packed: Uint8Array, maxOutputLength: number): Promise<Uint8Array> {
  return inflate(packed, { maxOutputLength }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ERR_BUFFER_TOO_LARGE') throw damaged('it has more bytes than its header says');
    throw damaged(`it cannot be unpacked (${error.message})`);
  });
}

function damaged(what: string): AppError {
  return new AppError('invalid', 'entry-damaged', `The entry is damaged: ${what}. Pack the file anew.`);
}
