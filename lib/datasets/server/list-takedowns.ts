import { type Page, toPage } from '#lib/core/cursor';
import { assertRole, type Person } from '#lib/identity/person';
import { db } from '#lib/infra/db/client';
import type { TakedownList, TakedownView } from '../takedown.ts';

/** What was taken down, the newest first, in pages. For organisers. */
export async function listTakedowns(
  person: Person | null,
  { cursor, limit }: TakedownList,
): Promise<Page<TakedownView>> {
  assertRole(person, 'organiser');
  const rows = await db().takedown.findMany({
    where: { id: cursor && { lt: cursor[0] } },
    orderBy: { id: 'desc' },
    take: limit + 1,
    omit: { byId: true },
    include: { by: { select: { name: true } } },
  });
  return toPage(
    rows,
    limit,
    ({ id }) => [id],
    ({ by, ...takedown }) => ({ ...takedown, by: by.name }),
  );
}
