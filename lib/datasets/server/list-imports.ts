import { type Page, toPage } from '#lib/core/cursor';
import { assertRole, type Person } from '#lib/identity/person';
import { db } from '#lib/infra/db/client';
import type { ImportList } from '../import.ts';
import type { ImportSummary } from '../import-views.ts';
import { findDataset } from './find-dataset.ts';
import { toImportSummary } from './import-summary.ts';

/** The imports of a dataset, the newest first, in pages. For organisers. */
export async function listImports(
  person: Person | null,
  { slug, cursor, limit }: ImportList & { slug: string },
): Promise<Page<ImportSummary>> {
  assertRole(person, 'organiser');
  const { id } = await findDataset(slug);
  const [before, beforeId] = cursor ?? [];
  const rows = await db().import.findMany({
    where: {
      datasetId: id,
      ...(before && { OR: [{ createdAt: { lt: before } }, { createdAt: before, id: { lt: beforeId } }] }),
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit + 1,
    include: { dataset: { select: { slug: true } } },
  });
  return toPage(rows, limit, (row) => [row.createdAt.toISOString(), row.id], toImportSummary);
}
