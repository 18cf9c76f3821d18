import { db } from '#lib/infra/db/client';
import { storage } from '#lib/infra/storage';
import { enqueueExport } from './enqueue-export.ts';

/** Longer than any write waits for its next bytes. */
const ABANDONED_MS = 6 * 3600_000;

/**
 * Puts every export that is not over back into its queue, of which one that waits there or runs takes no notice, and removes what
 * processes that died left half-written.
 */
export async function recoverExports(): Promise<void> {
  const open = await db().export.findMany({
    where: { state: { in: ['queued', 'running'] } },
    select: { id: true },
    orderBy: { createdAt: 'asc' },
  });
  for (const { id } of open) await enqueueExport(id);
  await storage().removeAbandoned(ABANDONED_MS);
}
