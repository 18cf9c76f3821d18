import { db } from '#lib/infra/db/client';
import type { DatasetDetails } from '../dataset-views.ts';
import { findDataset } from './find-dataset.ts';
import { versionSummary } from './version-summary.ts';

/** A dataset with its done versions, newest first. For everybody. */
export async function getDataset(slug: string): Promise<DatasetDetails> {
  const { id, title, description, createdAt } = await findDataset(slug);
  const rows = await db().datasetVersion.findMany({
    where: { datasetId: id, state: 'done' },
    orderBy: { number: 'desc' },
  });
  const versions = rows.map(versionSummary);
  return { slug, title, description, createdAt, newest: versions[0] ?? null, versions };
}
