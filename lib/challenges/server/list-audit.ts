import { z } from 'zod';
import { cursorSchema, type Page, pageLimit, toPage } from '#lib/core/cursor';
import { assertRole, type Person } from '#lib/identity/person';
import { db } from '#lib/infra/db/client';
import { findChallenge } from './find-challenge.ts';

export interface AuditRow {
  id: string;
  at: Date;
  /** Null where the system did it. */
  actor: string | null;
  act: string;
  subject: string;
  detail: unknown;
}

export const auditListSchema = z.object({
  cursor: cursorSchema(z.tuple([z.string().regex(/^\d{1,19}$/)])).optional(),
  limit: pageLimit(50),
});

/** What was done to a challenge, the newest first, in pages. Organisers only. */
export async function listAudit(
  person: Person | null,
  slug: string,
  { cursor, limit }: z.infer<typeof auditListSchema>,
): Promise<Page<AuditRow>> {
  assertRole(person, 'organiser');
  const { id: challengeId } = await findChallenge(slug);
  const rows = await db().auditEvent.findMany({
    where: { challengeId, ...(cursor && { id: { lt: BigInt(cursor[0]) } }) },
    orderBy: { id: 'desc' },
    take: limit + 1,
    include: { actor: { select: { name: true } } },
  });
  return toPage(
    rows,
    limit,
    ({ id }) => [String(id)],
    ({ id, at, actor, act, subject, detail }) => ({
      id: String(id),
      at,
      actor: actor?.name ?? null,
      act,
      subject,
      detail,
    }),
  );
}
