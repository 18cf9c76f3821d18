import { mapLimited } from '#lib/core/map-limited';
import { db } from '#lib/infra/db/client';
import { storage } from '#lib/infra/storage';

const AT_ONCE = 16;

/** Removes what an export has written so far, for one that is over and not to be had. */
export async function removeExportFiles(exportId: string): Promise<void> {
  const files = await db().exportFile.findMany({ where: { exportId }, select: { storageKey: true } });
  const remove = () => mapLimited(files, AT_ONCE, ({ storageKey }) => storage().remove(storageKey));
  // A worker that is still at a file sees by its row that the file is to go. So rows go after files, for they know where these
  // are, and files once more, for one may have been written in between.
  await remove();
  await db().exportFile.deleteMany({ where: { exportId } });
  await remove();
}
