import { db } from '#lib/infra/db/client';
import { enqueue } from '#lib/jobs/enqueue';
import { finishTakedownJob } from '../jobs.ts';

/** Puts back takedowns whose job was lost; one that waits or runs is not added twice. */
export async function recoverTakedowns(): Promise<void> {
  const open = await db().takedown.findMany({ where: { doneAt: null }, select: { id: true } });
  for (const { id } of open) await enqueue(finishTakedownJob, { takedownId: id }, `takedown-${id}`);
}
