import { db } from '#lib/infra/db/client';
import type { SynsetSummary } from '../synset-views.ts';
import { toSummary } from './to-summary.ts';

/** The nouns of these ids, those with the most images first; ids that are none are left out. For everybody. */
export async function listSynsets(ids: readonly string[]): Promise<SynsetSummary[]> {
  const rows = await db().synset.findMany({
    where: { id: { in: [...ids] } },
    include: { imageCount: true },
    orderBy: { id: 'asc' },
  });
  return rows.map(toSummary).sort((a, b) => b.images - a.images);
}
