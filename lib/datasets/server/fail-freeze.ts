import { AppError } from '#lib/core/errors';
import { db } from '#lib/infra/db/client';
import { stepJob } from '#lib/jobs/job-state';

/** Ends a freeze that cannot be done, with the reason for the organiser: the refusal's own words, or that the fault is ours. */
export async function failFreeze(versionId: string, error: unknown): Promise<void> {
  const message =
    error instanceof AppError
      ? error.message
      : 'Something broke on our side, several times in a row; the log says what. Freeze again once it is mended.';
  await db().datasetVersion.updateMany({
    where: { id: versionId, state: 'running' },
    data: { state: stepJob('running', 'failed'), error: message },
  });
}
