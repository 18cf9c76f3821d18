import { assertRole, type Person } from '#lib/identity/person';
import { transaction } from '#lib/infra/db/transaction';
import type { ExportView } from '../export/export-views.ts';
import { type ExportFormat, formatFacts } from '../export/formats.ts';
import { enqueueExport } from './enqueue-export.ts';
import { findDoneVersion } from './find-version.ts';
import { getExport } from './list-exports.ts';

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
  const open = await transaction(async (client) => {
    await client.query(
      `DELETE FROM exports WHERE version_id = $1 AND format = ANY($2) AND state IN ('failed', 'cancelled')`,
      [version.id, formats],
    );
    await client.query(
      `INSERT INTO exports (id, version_id, format, images_total, created_by)
       SELECT gen_random_uuid(), $1, format, $3, $4 FROM unnest($2::text[]) AS format
       ON CONFLICT (version_id, format) DO NOTHING`,
      [version.id, formats, version.trainCount + version.valCount + version.testCount, person.id],
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
