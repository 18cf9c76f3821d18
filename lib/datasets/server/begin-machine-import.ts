import { AppError } from '#lib/core/errors';
import { db } from '#lib/infra/db/client';
import type { ImportOptions } from '../import.ts';
import { STALE_SECONDS } from './import-run.ts';
import { checkImport } from './request-import.ts';
import { sourceKind } from './source-kind.ts';

/**
 * Begins an import of a folder, archive or list of the server's own machine, or of an `s3://BUCKET/PREFIX`, in the name of whoever made the dataset; or gives the
 * one that a killed command left of the same path, to go on with. Refuses while another command is at it (`import-under-way`).
 */
export async function beginMachineImport(
  slug: string,
  { path, name, options }: { path: string; name: string; options: ImportOptions },
): Promise<{ id: string; goesOnFrom: number }> {
  const dataset = await checkImport(slug, options);
  const kind = path.startsWith('s3://') ? 'prefix' : await sourceKind(path, name);
  const left = await db().import.findFirst({
    where: { datasetId: dataset.id, place: 'machine', location: path, state: { in: ['queued', 'running'] } },
  });
  if (left) {
    const alive = Date.now() - (left.heartbeatAt?.getTime() ?? 0) < STALE_SECONDS * 1000;
    if (left.runId && alive) {
      throw new AppError(
        'conflict',
        'import-under-way',
        `Another command imports ${path}, or did ${STALE_SECONDS} seconds ago: wait until it is done, or try again in a moment.`,
      );
    }
    await db().import.update({ where: { id: left.id }, data: { options: { ...options } } });
    return { id: left.id, goesOnFrom: left.done };
  }
  const row = await db().import.create({
    data: {
      datasetId: dataset.id,
      kind,
      place: 'machine',
      location: path,
      name,
      options: { ...options },
      createdById: dataset.createdById,
    },
  });
  return { id: row.id, goesOnFrom: 0 };
}
