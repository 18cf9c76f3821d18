import { assertRole, type Person } from '#lib/identity/person';
import { pool } from '#lib/infra/db/client';
import type { DatasetDesk, DeskVersion } from '../desk-views.ts';
import { listDeskVersions } from './list-desk-versions.ts';

/** How all datasets stand, those made last first. For organisers. Reads counters, and counts images by an index. */
export async function listDatasetDesks(person: Person | null): Promise<DatasetDesk[]> {
  assertRole(person, 'organiser');
  const { rows } = await pool().query<Omit<DatasetDesk, 'latest' | 'newest'> & { id: string }>(
    `SELECT d.id, d.slug, d.title,
            (SELECT count(*) FROM dataset_images i WHERE i.dataset_id = d.id)::int AS images,
            (SELECT count(*) FROM campaigns c WHERE c.dataset_id = d.id)::int AS campaigns,
            (SELECT coalesce(sum(p.settled), 0) FROM campaign_progress p JOIN campaigns c ON c.id = p.campaign_id
             WHERE c.dataset_id = d.id)::int AS "unitsSettled"
     FROM datasets d ORDER BY d.created_at DESC, d.slug`,
  );
  const versions = await listDeskVersions(rows.map(({ id }) => id));
  return rows.map(({ id, ...desk }) => ({ ...desk, ...latestAndNewest(versions.get(id) ?? []) }));
}

/** Of a dataset's versions, newest first: the first in whatever state, and the first that is done. */
export function latestAndNewest(versions: readonly DeskVersion[]): Pick<DatasetDesk, 'latest' | 'newest'> {
  return { latest: versions[0] ?? null, newest: versions.find(({ state }) => state === 'done') ?? null };
}
