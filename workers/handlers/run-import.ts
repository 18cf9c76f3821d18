import { runImportJob } from '#lib/datasets/jobs';
import { failImport } from '#lib/datasets/server/end-import';
import { runImport } from '#lib/datasets/server/run-import';

/** Takes an import in; a fault of ours is tried again before the import counts as failed. */
export async function handle(
  { importId }: { importId: string },
  { attempt, signal }: { attempt: number; signal: AbortSignal },
): Promise<void> {
  try {
    await runImport(importId, signal);
  } catch (error) {
    // A worker that goes leaves it to another, however often that happens; the upkeep puts it back.
    if (!signal.aborted && attempt + 1 >= runImportJob.attempts) await failImport(importId, error);
    throw error;
  }
}
