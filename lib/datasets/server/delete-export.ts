import { AppError } from '#lib/core/errors';
import { assertRole, type Person } from '#lib/identity/person';
import { db, pool } from '#lib/infra/db/client';
import type { ExportView } from '../export/export-views.ts';
import { type ExportFormat, exportFormats, formatFacts } from '../export/formats.ts';
import { findDoneVersion } from './find-version.ts';
import { getExport } from './list-exports.ts';
import { removeExportFiles } from './remove-export-files.ts';

/**
 * Removes an export that is over with its files, and those that speak of them; it can be asked for again. For organisers. From then on
 * nobody can begin to download it; a download that is under way goes on to its end. One that is killed halfway leaves exports
 * that are cancelled, to be removed or asked for again. Throws AppError `export-under-way`, and `no-such-export` where there is none.
 */
export async function deleteExport(
  person: Person | null,
  { slug, number, format }: { slug: string; number: number; format: ExportFormat },
): Promise<ExportView> {
  assertRole(person, 'organiser');
  const { id: versionId } = await findDoneVersion(slug, number);
  const { state } = await getExport(slug, number, format);
  if (state === null) {
    throw new AppError(
      'not-found',
      'no-such-export',
      `There is no export of version ${number} of ${slug} as ${format}: there is nothing to delete.`,
    );
  }
  if (state === 'queued' || state === 'running') {
    throw new AppError(
      'conflict',
      'export-under-way',
      `The export of version ${number} of ${slug} as ${format} is ${state}: cancel it, or wait until it is done.`,
    );
  }
  const formats = [format, ...exportFormats.filter((other) => formatFacts[other].after.includes(format))];
  // First no longer to be had, then gone.
  const { rows } = await pool().query<{ id: string }>(
    `UPDATE exports SET state = 'cancelled', error = NULL
     WHERE version_id = $1 AND format = ANY($2) AND state IN ('done', 'failed', 'cancelled') RETURNING id`,
    [versionId, formats],
  );
  for (const { id } of rows) {
    await removeExportFiles(id);
    await db().export.deleteMany({ where: { id, state: 'cancelled' } });
  }
  return getExport(slug, number, format);
}
