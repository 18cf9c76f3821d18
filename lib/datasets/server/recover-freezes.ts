import { db } from '#lib/infra/db/client';
import { enqueue } from '#lib/jobs/enqueue';
import { freezeVersionJob } from '../jobs.ts';

/**
 * Puts every freeze that is not over back into its queue. One that still waits there or runs is not added twice, so only
 * those come back whose job was lost: the process died between row and job, or the queue was emptied.
 */
export async function recoverFreezes(): Promise<void> {
  const open = await db().datasetVersion.findMany({
    where: { state: { in: ['queued', 'running'] } },
    select: { id: true },
  });
  for (const { id } of open) await enqueue(freezeVersionJob, { versionId: id }, `freeze-${id}`);
}
