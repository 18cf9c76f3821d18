import { constants } from 'node:fs';
import { lstat, open, realpath } from 'node:fs/promises';
import { AppError } from '#lib/core/errors';
import { MAX_IMAGE_BYTES } from '#lib/images/image-limits';
import { tooManyEntries } from '#lib/images/intake/archive-refusals';
import { judgeName, utf8Text } from '#lib/images/intake/entry-path';
import { MAX_ENTRIES } from '#lib/images/intake/intake-limits';
import { judgeEntry } from '#lib/images/intake/judge-entry';
import type { Offered, ReadOptions } from '#lib/images/intake/offered';
import { type FolderEntry, walkFolder } from '#lib/infra/walk-folder';

/**
 * Offers the files below a folder of this machine, in the order of their names, folder by folder; links are refused and never
 * followed. For who has the machine: whatever the process may read is read. Throws AppError `folder-not-found`.
 */
export async function* readFolder(
  folder: string,
  { skip, signal }: ReadOptions = {},
): AsyncGenerator<Offered> {
  const root = await realpath(folder).catch(() => undefined);
  if (!root || !(await lstat(root)).isDirectory()) {
    const message = `There is no folder ${folder} on this machine, or it may not be read: check its name.`;
    throw new AppError('not-found', 'folder-not-found', message);
  }
  let ordinal = 0;
  for await (const entry of walkFolder(root)) {
    signal?.throwIfAborted();
    if (ordinal >= MAX_ENTRIES) {
      yield { path: folder, ordinal, passed: 1, ...tooManyEntries };
      return;
    }
    const offered = skip?.(ordinal) ? undefined : await offer(entry, ordinal);
    if (offered) yield offered;
    ordinal++;
  }
}

async function offer({ names, file, kind }: FolderEntry, ordinal: number): Promise<Offered | undefined> {
  // A backslash is a letter here, and the only part of a name that would be taken for more than a name.
  const name = names
    .map((bytes) => (utf8Text(bytes) ?? bytes.toString('latin1')).replaceAll('\\', '_'))
    .join('/');
  const at = { ordinal, passed: null };
  const stat = kind === 'file' ? await lstat(file).catch(() => undefined) : undefined;
  if (kind === 'unreadable' || (kind === 'file' && !stat)) {
    const reason = 'It cannot be opened: give the account that runs this the right to read it.';
    return { path: judgeName(name).path, ...at, code: 'unreadable', reason };
  }
  const judged = judgeEntry({ name, kind: stat ? 'file' : 'other', bytes: stat?.size ?? 0 });
  if (!judged) return undefined;
  const { path, refusal } = judged;
  if (refusal) return { path, ...at, ...refusal };
  return { path, ...at, declaredBytes: stat?.size ?? null, read: () => readBounded(file) };
}

/** Reads a file that is one still: what was put in its place since may be a link, a pipe or very long. */
async function readBounded(file: Buffer): Promise<Uint8Array> {
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
  const handle = await open(file, flags).catch((cause: unknown) => {
    throw new AppError('invalid', 'unreadable', 'The file cannot be opened: give the right to read it.', {
      cause,
    });
  });
  try {
    const stat = await handle.stat();
    if (!stat.isFile() || stat.size > MAX_IMAGE_BYTES) {
      throw new AppError(
        'conflict',
        'unreadable',
        'The file was changed while it was read: import it again.',
      );
    }
    const bytes = Buffer.allocUnsafeSlow(stat.size);
    const { bytesRead } = await handle.read(bytes, 0, bytes.length, 0);
    return bytes.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
