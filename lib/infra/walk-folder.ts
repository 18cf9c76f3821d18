import type { Dirent } from 'node:fs';
import { lstat, opendir } from 'node:fs/promises';

/** Names of a folder that are in memory at once. */
const WINDOW = 10_000;
/** Folders within folders that are followed: more are a mistake or a trap. */
const MAX_DEPTH = 64;

/** What a folder holds: names are bytes, which need be no text. */
export interface FolderEntry {
  /** Its names from the walked folder down. */
  names: Buffer[];
  /** Where it stands. */
  file: Buffer;
  kind: 'file' | 'other' | 'unreadable';
}

/** The types of this version of Node.js do not know that names may come as bytes. */
type RawDirent = Omit<Dirent, 'name'> & { name: Buffer };

/**
 * Everything below a folder that is no folder itself, sorted by the bytes of the names, folder by folder, so that walking again
 * gives the same order. Links are not followed. Memory does not grow with the folder: of one with more than 10,000 entries the
 * names are read again for each next 10,000 (3.2 million in one folder: 320 times, some seconds each). A folder that cannot
 * be opened is told as unreadable; the first one throws.
 */
export async function* walkFolder(folder: string): AsyncGenerator<FolderEntry> {
  yield* walk(Buffer.from(folder), []);
}

async function* walk(folder: Buffer, names: Buffer[]): AsyncGenerator<FolderEntry> {
  let last: Buffer | undefined;
  for (;;) {
    const entries = await nextEntries(folder, last).catch((error: unknown) => {
      if (names.length === 0) throw error;
      return undefined;
    });
    if (!entries) yield { names, file: folder, kind: 'unreadable' };
    if (!entries?.length) return;
    for (const entry of entries) {
      last = entry.name;
      const file = Buffer.concat([folder, Buffer.from('/'), last]);
      const kind = await kindOf(entry, file);
      if (kind !== 'folder') yield { names: [...names, last], file, kind };
      else if (names.length >= MAX_DEPTH) yield { names: [...names, last], file, kind: 'unreadable' };
      else yield* walk(file, [...names, last]);
    }
  }
}

/** The first entries by name after one. */
async function nextEntries(folder: Buffer, after: Buffer | undefined): Promise<RawDirent[]> {
  const byName = (a: RawDirent, b: RawDirent) => Buffer.compare(a.name, b.name);
  const options: object = { encoding: 'buffer', bufferSize: 1024 };
  const all = (await opendir(folder, options)) as unknown as AsyncIterable<RawDirent>;
  const entries: RawDirent[] = [];
  let bound: Buffer | undefined;
  for await (const entry of all) {
    if (after && Buffer.compare(entry.name, after) <= 0) continue;
    if (bound && Buffer.compare(entry.name, bound) > 0) continue;
    entries.push(entry);
    if (entries.length < 2 * WINDOW) continue;
    entries.sort(byName).length = WINDOW;
    bound = entries.at(-1)?.name;
  }
  return entries.sort(byName).slice(0, WINDOW);
}

async function kindOf(entry: RawDirent, file: Buffer): Promise<FolderEntry['kind'] | 'folder'> {
  if (entry.isDirectory()) return 'folder';
  if (entry.isFile()) return 'file';
  if (entry.isSymbolicLink() || entry.isFIFO() || entry.isSocket()) return 'other';
  // Some file systems do not say the kind with the name.
  const found = await lstat(file).catch(() => undefined);
  if (found?.isDirectory()) return 'folder';
  return found?.isFile() ? 'file' : 'other';
}
