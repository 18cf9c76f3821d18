import { archiveBomb, damagedArchive, tooManyEntries } from './archive-refusals.ts';
import { judgeName, type Refusal } from './entry-path.ts';
import { isArchiveBomb, isEntryBomb, MAX_ENTRIES, MAX_ENTRY_RATIO } from './intake-limits.ts';
import { judgeEntry } from './judge-entry.ts';
import { isRefused, type Offered, type ReadOptions } from './offered.ts';
import type { RandomAccess } from './random-access.ts';
import { SeenNames } from './seen-names.ts';
import { readZipContents } from './zip-contents.ts';
import { openZipDirectory } from './zip-directory.ts';
import type { ZipDamage, ZipEntry } from './zip-entry.ts';
import { salvageZip } from './zip-salvage.ts';

const WHOLE_ARCHIVE = 'archive';
const LOCAL_HEADER_BYTES = 30;

/**
 * Offers the files of a zip in the order of its directory, each read where it stands when it is asked for: neither the
 * archive nor its directory is ever in memory. One without a directory (cut off in the middle) is followed from the front as
 * far as it is whole. Never throws for what the archive contains.
 */
export async function* readZip(
  archive: RandomAccess,
  { skip, signal }: ReadOptions = {},
): AsyncGenerator<Offered> {
  const directory = await openZipDirectory(archive);
  const entries = directory ? directory.entries() : salvageZip(archive);
  const seen = new SeenNames();
  let [ordinal, packed, unpacked] = [0, 0, 0];
  const last = (refusal: Refusal): Offered => ({ path: WHOLE_ARCHIVE, ordinal, passed: 1, ...refusal });

  for await (const entry of entries) {
    signal?.throwIfAborted();
    if ('reason' in entry && entry.name === undefined) {
      yield last(damagedArchive(entry.reason));
      return;
    }
    if (ordinal >= MAX_ENTRIES) {
      yield last(tooManyEntries);
      return;
    }
    const passed = directory
      ? ordinal / directory.count
      : 'headerAt' in entry
        ? entry.headerAt / archive.size
        : null;
    const offered = offer(archive, entry, ordinal, passed, seen);
    if (offered && !isRefused(offered) && 'bytes' in entry) {
      packed += entry.packedBytes + LOCAL_HEADER_BYTES;
      unpacked += entry.bytes;
      // Entries that share their data are the one way to need more of the archive than there is.
      if (packed > archive.size || isArchiveBomb(archive.size, unpacked)) {
        yield last(archiveBomb);
        return;
      }
    }
    if (offered && !skip?.(ordinal)) yield offered;
    ordinal++;
  }
  if (!directory) yield last(damagedArchive('the end of it is missing'));
}

function offer(
  archive: RandomAccess,
  entry: ZipEntry | ZipDamage,
  ordinal: number,
  passed: number | null,
  seen: SeenNames,
): Offered | undefined {
  if ('reason' in entry) {
    const { path } = judgeName(entry.name ?? '');
    return {
      path,
      ordinal,
      passed,
      ...(entry.encrypted ? encrypted : { code: 'entry-damaged', reason: entry.reason }),
    };
  }
  const judged = judgeEntry(entry, seen);
  if (!judged) return undefined;
  const { path, refusal = packingRefusal(archive, entry) } = judged;
  if (refusal) return { path, ordinal, passed, ...refusal };
  return { path, ordinal, passed, declaredBytes: entry.bytes, read: () => readZipContents(archive, entry) };
}

const encrypted: Refusal = {
  code: 'entry-encrypted',
  reason: 'The entry is encrypted: pack the files without a password.',
};
/** Deflate never makes data longer than by 5 bytes in 16 KB and a few at the end. */
const mostPacked = (bytes: number) => bytes + bytes / 1024 + 1024;

function packingRefusal(archive: RandomAccess, entry: ZipEntry): Refusal | undefined {
  const { encrypted: isEncrypted, method, packedBytes, bytes } = entry;
  if (isEncrypted) return encrypted;
  if (method !== 0 && method !== 8) {
    const reason = `The entry is packed by method ${method}, which is not read: pack the files with deflate.`;
    return { code: 'entry-method', reason };
  }
  if (packedBytes > mostPacked(bytes) || (method === 0 && packedBytes !== bytes)) {
    return {
      code: 'entry-damaged',
      reason: `The entry's header says ${packedBytes} bytes packed and ${bytes} unpacked, which cannot be: pack the file anew.`,
    };
  }
  if (entry.headerAt + LOCAL_HEADER_BYTES + packedBytes > archive.size) {
    return {
      code: 'entry-damaged',
      reason: 'The data of the entry would stand beyond the end of the archive: pack the file anew.',
    };
  }
  if (!isEntryBomb(packedBytes, bytes)) return undefined;
  return {
    code: 'entry-bomb',
    reason: `The entry unpacks from ${packedBytes} bytes to ${bytes}; images unpack to at most ${MAX_ENTRY_RATIO} times: save it as JPEG, PNG or WebP.`,
  };
}
