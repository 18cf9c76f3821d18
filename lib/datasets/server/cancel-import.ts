import { AppError } from '#lib/core/errors';
import { assertRole, type Person } from '#lib/identity/person';
import { pool } from '#lib/infra/db/client';
import { findImport } from './find-import.ts';
import { removeUpload } from './upload-store.ts';

/**
 * Ends an import before it is done: its worker stops within seconds, what was taken stays in the dataset, names that wait for a
 * noun get none. For organisers. Refuses one that is over (`import-over`).
 */
export async function cancelImport(
  person: Person | null,
  { slug, id }: { slug: string; id: string },
): Promise<{ id: string; state: 'cancelled' }> {
  assertRole(person, 'organiser');
  const { place, location } = await findImport(slug, id);
  const { rowCount } = await pool().query(
    `WITH cancelled AS (
       UPDATE imports SET state = 'cancelled', run_id = NULL, ended_at = now()
       WHERE id = $1 AND state IN ('queued', 'running', 'waiting') RETURNING id
     ), forgotten AS (
       DELETE FROM import_waiting USING cancelled WHERE import_id = cancelled.id
     )
     SELECT FROM cancelled`,
    [id],
  );
  if (rowCount === 0) {
    throw new AppError('conflict', 'import-over', 'The import is over: there is nothing left to cancel.');
  }
  if (place === 'upload') await removeUpload(location);
  return { id, state: 'cancelled' };
}
