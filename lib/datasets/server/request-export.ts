import { assertRole, type Person } from '#lib/identity/person';
import { db } from '#lib/infra/db/client';
import { transaction } from '#lib/infra/db/transaction';
import type { ExportView } from '../export/export-views.ts';
import { type ExportFormat, formatFacts } from '../export/formats.ts';
import { enqueueExport } from './enqueue-export.ts';
import { findDoneVersion } from './find-version.ts';
import { getExport } from './list-exports.ts';
import { removeExportFiles } from './remove-export-files.ts';

/**
 * Asks for an export of a done version, which a worker then makes, and for those that it speaks of. For everybody who is signed in.
 * A version has one of each format: one that is there or under way stays as it is, one that failed or was cancelled begins anew.
 */
export async function requestExport(
  person: Person | null,
  { slug, number, format }: { slug: string; number: number; format: ExportFormat },
): Promise<ExportView> {
  assertRole(person);
  const version = await findDoneVersion(slug, number);
  const formats = [...formatFacts[format].after, format];
  const over = await db().export.findMany({
    where: { versionId: version.id, format: { in: formats }, state: { in: ['failed', 'cancelled'] } },
    select: { id: true },
  });
  // Only its row knows where the files of an export are.
  for (const { id } of over) await removeExportFiles(id);
  const open = await transaction(async (client) => {
    // A takedown that is under way ends first, for it cancels the exports that it sees.
    await client.query(`SELECT pg_advisory_xact_lock_shared(hashtext('takedown'))`);
    await client.query(`DELETE FROM exports WHERE id = ANY($1)`, [over.map(({ id }) => id)]);
    await client.query(
      `INSERT INTO exports (id, version_id, format, images_total, created_by)
       SELECT gen_random_uuid(), v.id, format,
              v.train_count + v.val_count + v.test_count - v.missing_train - v.missing_val - v.missing_test, $3
       FROM dataset_versions v CROSS JOIN unnest($2::text[]) AS format WHERE v.id = $1
       ON CONFLICT (version_id, format) DO NOTHING`,
      [version.id, formats, person.id],
    );
    const { rows } = await client.query<{ id: string }>(
      `SELECT id FROM exports WHERE version_id = $1 AND format = ANY($2) AND state IN ('queued', 'running')
       ORDER BY array_position($2, format)`,
      [version.id, formats],
    );
    return rows;
  });
  for (const { id } of open) await enqueueExport(id);
  return getExport(slug, number, format);
}
