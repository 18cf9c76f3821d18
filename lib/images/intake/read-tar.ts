import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Extract, extract, type Header } from 'tar-stream';
import { archiveBomb, damagedArchive, tooManyEntries } from './archive-refusals.ts';
import { type Refusal, utf8Text } from './entry-path.ts';
import { MAX_ENTRIES } from './intake-limits.ts';
import { type EntryRecord, judgeEntry } from './judge-entry.ts';
import type { Offered, ReadOptions } from './offered.ts';
import { SeenNames } from './seen-names.ts';
import { TarBytes } from './tar-bytes.ts';

type Entry = Extract extends AsyncIterable<infer Item> ? Item : never;

/** Its types do not know these: names come as their bytes, and what is older than the marks of POSIX and GNU is read. */
const lenient: object = { filenameEncoding: 'latin1', allowUnknownFormat: true };

/**
 * Offers the files of a tar, packed by gzip or not (its first bytes say), in its order. A file is in memory from when it is
 * offered until it is let go; the archive never is. Never throws for what the archive contains; what the source throws is
 * thrown on. `size`, the source's length in bytes, lets it say how much is passed.
 */
export async function* readTar(
  source: AsyncIterable<Uint8Array>,
  { skip, signal, size }: ReadOptions & { size?: number } = {},
): AsyncGenerator<Offered> {
  const bytes = new TarBytes(source);
  const unpacked = Readable.from(bytes.unpacked(), { objectMode: false });
  const entries = extract(lenient);
  const feeding = pipeline(unpacked, entries).catch(() => {});
  const seen = new SeenNames();
  let ordinal = 0;
  let problem: Refusal | undefined;
  try {
    for await (const entry of entries) {
      signal?.throwIfAborted();
      if (ordinal >= MAX_ENTRIES) {
        problem = tooManyEntries;
        break;
      }
      // Such a one would never end.
      if (!Number.isSafeInteger(entry.header.size)) {
        problem = damagedArchive('the length of an entry is no number');
        break;
      }
      const at = { ordinal, passed: size ? Math.min(1, bytes.taken / size) : null };
      const judged = judgeEntry(recordOf(entry.header), seen);
      const wanted = judged && !skip?.(ordinal) ? judged : undefined;
      ordinal++;
      if (wanted && !wanted.refusal) yield await offer(entry, wanted.path, at);
      else entry.resume();
      if (wanted?.refusal) yield { path: wanted.path, ...at, ...wanted.refusal };
    }
  } catch (error) {
    signal?.throwIfAborted();
    if (bytes.fault) throw bytes.fault;
    problem = damagedArchive(error instanceof Error ? error.message : String(error));
  } finally {
    entries.destroy();
    unpacked.destroy();
    await feeding;
  }
  if (bytes.bomb) problem = archiveBomb;
  else if (!bytes.endsLikeTar) problem ??= damagedArchive('the end of it is missing');
  if (problem) yield { path: 'archive', ordinal, passed: 1, ...problem };
}

async function offer(
  entry: Entry,
  path: string,
  at: { ordinal: number; passed: number | null },
): Promise<Offered> {
  const pieces: Uint8Array[] = [];
  for await (const piece of entry as AsyncIterable<Uint8Array>) pieces.push(piece);
  const contents = Buffer.concat(pieces);
  return { path, ...at, declaredBytes: contents.length, read: async () => contents };
}

function recordOf({ type, name, size, pax }: Header): EntryRecord {
  const kind =
    type === 'directory' ? 'folder' : type === 'file' || type === 'contiguous-file' ? 'file' : 'other';
  // Names of pax headers are UTF-8 by its rules; others are bytes, of any code page.
  const text = (pax as { path?: string } | null)?.path ?? utf8Text(Buffer.from(name, 'latin1')) ?? name;
  return { name: text, kind, bytes: size };
}
