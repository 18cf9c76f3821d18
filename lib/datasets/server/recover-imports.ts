import { pool } from '#lib/infra/db/client';
import { enqueue } from '#lib/jobs/enqueue';
import { runImportJob } from '../jobs.ts';
import { STALE_SECONDS } from './import-run.ts';
import { listStaleUploads, removeUpload } from './upload-store.ts';

/**
 * Puts imports back into the queue whose job or worker was lost; one that still waits there is not added twice. What a command
 * imports from its own machine is left to the command.
 */
export async function recoverImports(): Promise<void> {
  const { rows } = await pool().query<{ id: string }>(
    `SELECT id FROM imports WHERE place <> 'machine' AND (
       state = 'queued' OR state = 'running' AND (run_id IS NULL OR heartbeat_at < now() - make_interval(secs => $1)))`,
    [STALE_SECONDS],
  );
  for (const { id } of rows) await enqueue(runImportJob, { importId: id }, `import-${id}`);
}

/** Removes uploads that nobody went on with, or imported. */
export async function expireUploads(now = new Date()): Promise<void> {
  const stale = await listStaleUploads(now);
  if (stale.length === 0) return;
  const { rows } = await pool().query<{ id: string }>(
    `SELECT id FROM unnest($1::text[]) AS id WHERE NOT EXISTS (
       SELECT FROM imports WHERE place = 'upload' AND location = id AND state IN ('queued', 'running'))`,
    [stale],
  );
  for (const { id } of rows) await removeUpload(id);
}
