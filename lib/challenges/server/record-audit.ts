import type { Person } from '#lib/identity/person';
import type { Db } from '#lib/infra/db/client';

export interface AuditRecord {
  /** Null where the system did it. */
  actor: Pick<Person, 'id'> | null;
  /** A verb and its object, like "disqualified entry". */
  act: string;
  challengeId: string;
  /** What it was done to, in words. */
  subject: string;
  detail?: Record<string, unknown>;
}

/** Writes down who did what to a challenge, in the transaction that does it. */
export async function recordAudit(
  tx: Db,
  { actor, act, challengeId, subject, detail }: AuditRecord,
): Promise<void> {
  const json = detail === undefined ? undefined : JSON.parse(JSON.stringify(detail));
  await tx.auditEvent.create({
    data: { actorId: actor?.id ?? null, act, challengeId, subject, detail: json },
  });
}
