import type { Readable } from 'node:stream';
import { AppError } from '#lib/core/errors';
import { db } from '#lib/infra/db/client';
import { storage } from '#lib/infra/storage';
import type { MadeFile } from '../export/export-source.ts';
import type { ExportFormat } from '../export/formats.ts';
import { findDoneVersion } from './find-version.ts';

/** A file of an export with a way to read it, whole or in part. */
export interface OpenExportFile extends MadeFile {
  stream: (range?: { start: number; end: number }) => Promise<Readable>;
}

/** A file of an export that is done. For everybody. Throws AppError `no-such-export-file`. */
export async function openExportFile({
  slug,
  number,
  format,
  name,
}: {
  slug: string;
  number: number;
  format: ExportFormat;
  name: string;
}): Promise<OpenExportFile> {
  const version = await findDoneVersion(slug, number);
  const file = await db().exportFile.findFirst({
    where: { name, export: { versionId: version.id, format, state: 'done' } },
  });
  const notThere = (cause?: unknown) =>
    new AppError(
      'not-found',
      'no-such-export-file',
      `There is no file ${name} of version ${number} of ${slug} as ${format}. GET .../exports/${format} as JSON lists what there is; POST asks for it.`,
      { cause },
    );
  if (!file || file.bytes === null || file.sha256 === null) throw notThere();
  const { contentType, sha256, storageKey } = file;
  const bytes = Number(file.bytes);
  const whole = bytes > 0 ? { start: 0, end: bytes - 1 } : undefined;
  return {
    name,
    contentType,
    bytes,
    sha256,
    // A part is opened before it is given: an export that was deleted this very moment is refused and not cut off.
    stream: (range = whole) =>
      storage()
        .stream(storageKey, range)
        .catch(async (error: unknown) => {
          throw (await storage().exists(storageKey)) ? error : notThere(error);
        }),
  };
}
