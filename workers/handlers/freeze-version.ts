import { freezeVersionJob } from '#lib/datasets/jobs';
import { failFreeze } from '#lib/datasets/server/fail-freeze';
import { freezeVersion } from '#lib/datasets/server/freeze-version';

/** Freezes a dataset version; a fault of ours is tried again before the version counts as failed. */
export async function handle(
  { versionId }: { versionId: string },
  { attempt }: { attempt: number },
): Promise<void> {
  try {
    await freezeVersion(versionId);
  } catch (error) {
    if (attempt + 1 >= freezeVersionJob.attempts) await failFreeze(versionId, error);
    throw error;
  }
}
