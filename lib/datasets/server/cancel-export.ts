import { AppError } from '#lib/core/errors';
import { assertRole, type Person } from '#lib/identity/person';
import { pool } from '#lib/infra/db/client';
import type { ExportView } from '../export/export-views.ts';
import type { ExportFormat } from '../export/formats.ts';
import { findDoneVersion } from './find-version.ts';
import { getExport } from './list-exports.ts';
import { removeExportFiles } from './remove-export-files.ts';

/**
 * Stops an export that waits or runs; what it has written is removed. For organisers. Throws AppError `export-over` where there is
 * none under way.
 */
export async function cancelExport(
  person: Person | null,
  { slug, number, format }: { slug: string; number: number; format: ExportFormat },
): Promise<ExportView> {
  assertRole(person, 'organiser');
  const version = await findDoneVersion(slug, number);
  const { rows } = await pool().query<{ id: string }>(
    `UPDATE exports SET state = 'cancelled'
     WHERE version_id = $1 AND format = $2 AND state IN ('queued', 'running') RETURNING id`,
    [version.id, format],
  );
  if (!rows[0]) {
    throw new AppError(
      'conflict',
      'export-over',
      `No export of version ${number} of ${slug} as ${format} is under way: there is nothing to cancel.`,
    );
  }
  await removeExportFiles(rows[0].id);
  return getExport(slug, number, format);
}
