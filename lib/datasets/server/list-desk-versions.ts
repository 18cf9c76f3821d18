import { db } from '#lib/infra/db/client';
import type { DeskVersion } from '../desk-views.ts';
import type { FreezeOptions } from '../freeze-options.ts';
import type { FreezeReport } from '../freeze-report.ts';
import { versionSummary } from './version-summary.ts';

/** The versions of datasets in whatever state, by the dataset's id, newest first. */
export async function listDeskVersions(datasetIds: readonly string[]): Promise<Map<string, DeskVersion[]>> {
  const rows = await db().datasetVersion.findMany({
    where: { datasetId: { in: [...datasetIds] } },
    orderBy: { number: 'desc' },
  });
  const versions = new Map<string, DeskVersion[]>(datasetIds.map((id) => [id, []]));
  for (const row of rows) {
    const { frozenAt: _, ...summary } = versionSummary(row);
    const report = row.report as unknown as FreezeReport | null;
    const { seed: _seed, ...options } = row.options as unknown as FreezeOptions;
    versions.get(row.datasetId)?.push({
      ...summary,
      state: row.state,
      error: row.error,
      createdAt: row.createdAt,
      options,
      unitsSettled: report && report.units.verify + report.units.classify,
    });
  }
  return versions;
}
