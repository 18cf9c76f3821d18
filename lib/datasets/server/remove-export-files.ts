import { db } from '#lib/infra/db/client';
import { storage } from '#lib/infra/storage';

/** Removes what an export has written so far, for one that is never done. */
export async function removeExportFiles(exportId: string): Promise<void> {
  const files = await db().exportFile.findMany({ where: { exportId }, select: { storageKey: true } });
  for (const { storageKey } of files) await storage().remove(storageKey);
  await db().exportFile.deleteMany({ where: { exportId } });
}
