import { AppError } from '#lib/core/errors';
import { db } from '#lib/infra/db/client';
import { stepJob } from '#lib/jobs/job-state';
import { removeExportFiles } from './remove-export-files.ts';

/** Ends an export that cannot be made, with the reason for people: the refusal's own words, or that the fault is ours. */
export async function failExport(exportId: string, error: unknown): Promise<void> {
  const message =
    error instanceof AppError
      ? error.message
      : 'Something broke on our side, several times in a row; the log says what. Ask for it again once it is mended.';
  const { count } = await db().export.updateMany({
    where: { id: exportId, state: { in: ['queued', 'running'] } },
    data: { state: stepJob('running', 'failed'), error: message },
  });
  // Whoever made it meanwhile keeps what was written.
  if (count > 0) await removeExportFiles(exportId);
}
