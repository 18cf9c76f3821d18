import { db } from '#lib/infra/db/client';
import { enqueue } from '#lib/jobs/enqueue';
import { runAssistantJob } from '../jobs.ts';

/** Puts every assistant that is not over back into its queue; one that still waits there or runs is not added twice. */
export async function recoverAssistants(): Promise<void> {
  const open = await db().assistant.findMany({
    where: { state: { in: ['queued', 'running'] } },
    select: { id: true },
  });
  for (const { id } of open) await enqueue(runAssistantJob, { assistantId: id }, `assistant-${id}`);
}
