import { type Page, toPage } from '#lib/core/cursor';
import { db } from '#lib/infra/db/client';
import type { DatasetList } from '../dataset.ts';
import type { DatasetSummary } from '../dataset-views.ts';
import { versionSummary } from './version-summary.ts';

/** The datasets in pages, those made last first, each with its newest done version. For everybody. */
export async function listDatasets({ cursor, limit }: DatasetList): Promise<Page<DatasetSummary>> {
  const rows = await db().dataset.findMany({
    where: cursor ? after(...cursor) : {},
    orderBy: [{ createdAt: 'desc' }, { slug: 'asc' }],
    take: limit + 1,
    include: { versions: { where: { state: 'done' }, orderBy: { number: 'desc' }, take: 1 } },
  });
  return toPage(
    rows,
    limit,
    ({ createdAt, slug }) => [createdAt.getTime(), slug],
    ({ slug, title, createdAt, versions: [newest] }) => ({
      slug,
      title,
      createdAt,
      newest: newest ? versionSummary(newest) : null,
    }),
  );
}

function after(milliseconds: number, slug: string) {
  const createdAt = new Date(milliseconds);
  return { OR: [{ createdAt: { lt: createdAt } }, { createdAt, slug: { gt: slug } }] };
}
