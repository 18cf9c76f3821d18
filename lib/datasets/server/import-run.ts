import { randomUUID } from 'node:crypto';
import { pool } from '#lib/infra/db/client';
import type { ImportKind, ImportPlace } from '#lib/infra/db/generated/enums';
import type { ImportOptions } from '../import.ts';

/** A run that has said nothing for so long is taken to be dead. */
export const STALE_SECONDS = 10;
const HEARTBEAT_MS = 2000;

/** An import that this process works on. */
export interface ImportRun {
  id: string;
  runId: string;
  dataset: { id: string; licenses: string[] };
  kind: ImportKind;
  place: ImportPlace;
  location: string;
  name: string;
  options: ImportOptions;
  nextOrdinal: number;
}

/** Takes an import up: one that waits for a worker, or whose worker is dead. Undefined where it is over or another is at it. */
export async function takeImport(id: string): Promise<ImportRun | undefined> {
  const { rows } = await pool().query<Omit<ImportRun, 'dataset'> & { datasetId: string; licenses: string[] }>(
    `UPDATE imports i SET state = 'running', run_id = $2, heartbeat_at = now(), started_at = coalesce(started_at, now())
     FROM datasets d
     WHERE i.id = $1 AND d.id = i.dataset_id AND (
       i.state = 'queued'
       OR i.state = 'running' AND (i.run_id IS NULL OR i.heartbeat_at < now() - make_interval(secs => $3))
     )
     RETURNING i.id, i.run_id AS "runId", i.kind, i.place, i.location, i.name, i.options, i.next_ordinal AS "nextOrdinal",
       d.id AS "datasetId", d.licenses`,
    [id, randomUUID(), STALE_SECONDS],
  );
  const row = rows[0];
  if (!row) return undefined;
  const { datasetId, licenses, ...run } = row;
  return { ...run, dataset: { id: datasetId, licenses } };
}

/** Thrown where an import was cancelled, or taken up by another worker: nothing more of this run counts. */
export class RunEnded extends Error {}

/** Says every few seconds that a run is alive; `ended` is called once it no longer is the import's. Gives what stops it. */
export function keepAlive({ id, runId }: ImportRun, ended: (why: RunEnded) => void): () => void {
  const beat = async () => {
    const { rowCount } = await pool().query(
      `UPDATE imports SET heartbeat_at = now() WHERE id = $1 AND run_id = $2 AND state = 'running'`,
      [id, runId],
    );
    if (rowCount === 0) ended(new RunEnded());
  };
  // What cannot be asked now is asked again; a run that says nothing for long loses the import, and its next batch says so.
  const timer = setInterval(() => void beat().catch(() => {}), HEARTBEAT_MS);
  return () => clearInterval(timer);
}

/** Lets another worker go on at once. */
export async function releaseImport({ id, runId }: ImportRun): Promise<void> {
  await pool().query(`UPDATE imports SET run_id = NULL WHERE id = $1 AND run_id = $2 AND state = 'running'`, [
    id,
    runId,
  ]);
}
