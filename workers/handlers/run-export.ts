import { runExportJob } from '#lib/datasets/jobs';
import { failExport } from '#lib/datasets/server/fail-export';
import { runExport } from '#lib/datasets/server/run-export';

/** Makes an export; a fault of ours is tried again before it counts as failed. */
export async function handle(
  { exportId }: { exportId: string },
  { attempt, signal }: { attempt: number; signal: AbortSignal },
): Promise<void> {
  try {
    await runExport(exportId, signal);
  } catch (error) {
    if (attempt + 1 >= runExportJob.attempts) await failExport(exportId, error);
    throw error;
  }
}
