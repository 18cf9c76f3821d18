import { AppError } from '#lib/core/errors';
import { pool } from '#lib/infra/db/client';
import { transaction } from '#lib/infra/db/transaction';
import { type ImportRun, RunEnded } from './import-run.ts';
import { removeUpload } from './upload-store.ts';

/** Ends a run that has read everything: done, or waiting where names of nouns are to be chosen. Its upload is removed. */
export async function endImport({ id, runId, place, location }: ImportRun): Promise<void> {
  await transaction(async (client) => {
    const { rowCount } = await client.query(
      `SELECT FROM imports WHERE id = $1 AND run_id = $2 AND state = 'running' FOR UPDATE`,
      [id, runId],
    );
    if (rowCount === 0) throw new RunEnded();
    await client.query(
      `UPDATE imports SET passed = 1, run_id = NULL, ended_at = now(),
         state = CASE WHEN EXISTS (SELECT FROM import_nouns WHERE import_id = $1 AND state = 'waiting')
           THEN 'waiting' ELSE 'done' END::"ImportState"
       WHERE id = $1`,
      [id],
    );
  });
  if (place === 'upload') await removeUpload(location);
}

/** Ends an import that cannot go on, with the refusal's own words, or that the fault is ours. What was taken stays. */
export async function failImport(id: string, error: unknown): Promise<void> {
  const [code, message] =
    error instanceof AppError
      ? [error.code, error.message]
      : [
          'internal',
          'Something broke on our side, several times in a row; the log says what. Import again once it is mended: no image is taken twice.',
        ];
  const { rows } = await pool().query<{ place: string; location: string }>(
    `UPDATE imports SET state = 'failed', problem_code = $2, problem_message = $3, run_id = NULL, ended_at = now()
     WHERE id = $1 AND state IN ('queued', 'running') RETURNING place, location`,
    [id, code, message],
  );
  for (const { place, location } of rows) if (place === 'upload') await removeUpload(location);
}
