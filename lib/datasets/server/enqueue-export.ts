import { enqueue } from '#lib/jobs/enqueue';
import { runExportJob } from '../jobs.ts';

/** Puts an export into its queue, once however often it is called meanwhile. */
export async function enqueueExport(exportId: string): Promise<void> {
  await enqueue(runExportJob, { exportId }, `export-${exportId}`);
}
