import { type Page, toPage } from '#lib/core/cursor';
import { assertRole, type Person } from '#lib/identity/person';
import { db } from '#lib/infra/db/client';
import type { RefusalList } from '../import.ts';
import type { ImportRefusalView } from '../import-views.ts';
import { findImport } from './find-import.ts';

/** What an import did not take and why, in the order of its source, in pages. For organisers. */
export async function listRefusals(
  person: Person | null,
  { slug, id, code, cursor, limit }: RefusalList & { slug: string; id: string },
): Promise<Page<ImportRefusalView>> {
  assertRole(person, 'organiser');
  await findImport(slug, id);
  const rows = await db().importRefusal.findMany({
    where: { importId: id, ...(code && { code }), ...(cursor && { ordinal: { gt: cursor[0] } }) },
    orderBy: { ordinal: 'asc' },
    take: limit + 1,
  });
  return toPage(
    rows,
    limit,
    ({ ordinal }) => [ordinal],
    ({ path, code, reason }) => ({ path, code, reason }),
  );
}
