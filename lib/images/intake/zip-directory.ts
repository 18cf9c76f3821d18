import { type Entry, fromRandomAccessReaderPromise, RandomAccessReader, ZipFile } from 'yauzl';
import type { RandomAccess } from './random-access.ts';
import { type ZipDamage, type ZipEntry, zipKind, zipName } from './zip-entry.ts';

const HEADER_BYTES = 46;
const SIGNATURE = 0x02014b50;
/** The directory is read front to back, a header and a name at a time: so much is fetched at once. */
const WINDOW_BYTES = 64 * 1024;

const lenient = { autoClose: false, decodeStrings: false, validateEntrySizes: false };

/** A zip's directory: how many entries it says it has, and these one after another. */
export interface ZipDirectory {
  count: number;
  entries(): AsyncGenerator<ZipEntry | ZipDamage>;
}

/**
 * Finds the directory at the end of a zip; undefined where there is none. An entry that yauzl refuses is told as damage with
 * its name and passed; where the directory itself breaks off, damage without a name comes last. Faults of reading are thrown.
 */
export async function openZipDirectory(archive: RandomAccess): Promise<ZipDirectory | undefined> {
  const reader = new Reader(archive);
  const opened = await fromRandomAccessReaderPromise(reader, archive.size, lenient).catch(() => undefined);
  if (reader.failure) throw reader.failure;
  return opened && { count: opened.entryCount, entries: () => walk(archive, reader, opened) };
}

async function* walk(
  archive: RandomAccess,
  reader: Reader,
  opened: ZipFile,
): AsyncGenerator<ZipEntry | ZipDamage> {
  // The types call this offset a boolean.
  let cursor = opened.readEntryCursor as unknown as number;
  let left = opened.entryCount;
  for (let zip = opened; left > 0; ) {
    try {
      for await (const entry of zip.eachEntry()) {
        cursor += HEADER_BYTES + entry.fileNameLength + entry.extraFieldLength + entry.fileCommentLength;
        left--;
        yield entryOf(entry);
      }
      return;
    } catch (error) {
      if (reader.failure) throw reader.failure;
      const bad = await headerAt(archive, cursor);
      if (!bad) {
        yield { reason: `its directory breaks off (${error instanceof Error ? error.message : error})` };
        return;
      }
      yield bad.damage;
      cursor = bad.next;
      left--;
      zip = new ZipFile(reader, cursor, archive.size, left, '', false, true, false, false);
    }
  }
}

function entryOf(entry: Entry): ZipEntry {
  const flags = entry.generalPurposeBitFlag;
  const name = zipName(flags, entry.fileNameRaw, entry.extraFieldRaw);
  return {
    name,
    kind: zipKind(name, entry.versionMadeBy, entry.externalFileAttributes),
    encrypted: entry.isEncrypted(),
    method: entry.compressionMethod,
    crc32: entry.crc32,
    packedBytes: entry.compressedSize,
    bytes: entry.uncompressedSize,
    headerAt: entry.relativeOffsetOfLocalHeader,
  };
}

/** The name of an entry that was refused as a whole, and where the next one stands. */
async function headerAt(
  archive: RandomAccess,
  cursor: number,
): Promise<{ damage: ZipDamage; next: number } | undefined> {
  const header = Buffer.from(await archive.read(cursor, HEADER_BYTES));
  if (header.length < HEADER_BYTES || header.readUInt32LE(0) !== SIGNATURE) return undefined;
  const [flags, nameBytes] = [header.readUInt16LE(8), header.readUInt16LE(28)];
  const raw = Buffer.from(await archive.read(cursor + HEADER_BYTES, nameBytes));
  const next = cursor + HEADER_BYTES + nameBytes + header.readUInt16LE(30) + header.readUInt16LE(32);
  if (next > archive.size) return undefined;
  const damage = {
    name: zipName(flags, raw, Buffer.alloc(0)),
    encrypted: (flags & 1) !== 0,
    reason: 'Its header in the archive contradicts itself: pack the file anew.',
  };
  return { damage, next };
}

/** What yauzl reads through: a window over the archive that moves forward. */
class Reader extends RandomAccessReader {
  failure: unknown;
  #archive: RandomAccess;
  #window: Uint8Array = new Uint8Array();
  #windowAt = 0;

  constructor(archive: RandomAccess) {
    super();
    this.#archive = archive;
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    done: (error: Error | null, bytesRead?: number) => void,
  ): void {
    this.#bytes(position, length).then(
      (bytes) => {
        buffer.set(bytes, offset);
        done(null, bytes.length);
      },
      (error: Error) => {
        this.failure = error;
        done(error);
      },
    );
  }

  async #bytes(position: number, length: number): Promise<Uint8Array> {
    // Offsets come out of the archive: they may be anything.
    if (!Number.isSafeInteger(position) || position < 0 || position >= this.#archive.size)
      return new Uint8Array();
    const start = position - this.#windowAt;
    if (start >= 0 && start + length <= this.#window.length)
      return this.#window.subarray(start, start + length);
    this.#window = await this.#archive.read(position, Math.max(length, WINDOW_BYTES));
    this.#windowAt = position;
    return this.#window.subarray(0, length);
  }

  override close(done: (error: Error | null) => void): void {
    done(null);
  }
}
