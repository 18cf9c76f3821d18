import { open, stat } from 'node:fs/promises';
import { AppError } from '#lib/core/errors';
import { ARCHIVE_HEAD_BYTES, archiveTypeOf } from '#lib/images/intake/archive-type';
import type { ImportKind } from '#lib/infra/db/generated/enums';

/**
 * What there is at a path: a folder, an archive by its first bytes, or a list of addresses by its name (.csv, .jsonl). Throws
 * AppError `no-such-file` or `not-importable`.
 */
export async function sourceKind(path: string, name: string): Promise<Exclude<ImportKind, 'prefix'>> {
  const facts = await stat(path).catch((cause) => {
    throw new AppError(
      'invalid',
      'no-such-file',
      `${name} cannot be read (${cause.code}): give the path of a file or folder.`,
      {
        cause,
      },
    );
  });
  if (facts.isDirectory()) return 'folder';
  if (facts.isFile()) {
    if (archiveTypeOf(await readHead(path))) return 'archive';
    if (/\.(csv|jsonl|ndjson)$/i.test(name)) return 'urls';
  }
  throw new AppError(
    'invalid',
    'not-importable',
    `${name} is neither a zip, tar or tar.gz nor a list of addresses: send an archive, or a list whose name ends in .csv or .jsonl.`,
    { details: { field: 'upload' } },
  );
}

async function readHead(path: string): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const head = new Uint8Array(ARCHIVE_HEAD_BYTES);
    const { bytesRead } = await file.read(head, 0, head.length, 0);
    return head.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
