import type { Db } from '#lib/infra/db/client';
import type { NoticeKind } from '#lib/infra/db/generated/client';

export interface NewNotice {
  kind: NoticeKind;
  challengeId: string;
  /** Whom it is for; left out: all entries. */
  entryId?: string;
  submissionId?: string;
  /** What it is about: of one key there is one notice, however often it is told. */
  key: string;
  title: string;
  text: string;
  createdById?: string;
}

/**
 * Keeps what people are to be told, in the transaction in which it happens, with a delivery to each: the members' mail addresses
 * that they showed to be theirs, and the webhooks of the entry and of the challenge. A worker sends them (deliver-notices).
 */
export async function tellPeople(tx: Db, notice: NewNotice): Promise<void> {
  const { count } = await tx.notice.createMany({ data: [notice], skipDuplicates: true });
  if (count === 0) return;
  const { key, challengeId, entryId = null } = notice;
  await tx.$executeRaw`
    INSERT INTO deliveries (id, notice_id, email, webhook_id)
    SELECT gen_random_uuid(), n.id, told.email, told.webhook_id
    FROM notices n CROSS JOIN (
      SELECT u.email, NULL::uuid AS webhook_id
      FROM entry_members m JOIN users u ON u.id = m.user_id JOIN entries e ON e.id = m.entry_id
      WHERE m.challenge_id = ${challengeId}::uuid AND NOT e.baseline AND u.email_verified IS NOT NULL
        AND (${entryId}::uuid IS NULL OR m.entry_id = ${entryId}::uuid)
      UNION ALL
      SELECT NULL, w.id FROM webhooks w
      WHERE w.challenge_id = ${challengeId}::uuid
        AND (w.entry_id IS NULL OR ${entryId}::uuid IS NULL OR w.entry_id = ${entryId}::uuid)
    ) told
    WHERE n.key = ${key}`;
}

const outcomes = {
  scored: 'was scored',
  refused: 'was refused',
  failed: 'could not be scored',
} as const;

/** Tells an entry what became of its submission: no figure, as a mail outlives what may be shown. */
export async function tellOutcome(tx: Db, id: string, kind: keyof typeof outcomes): Promise<void> {
  const { name, entryId, problemMessage, entry } = await tx.submission.findUniqueOrThrow({
    where: { id },
    select: {
      name: true,
      entryId: true,
      problemMessage: true,
      entry: { select: { baseline: true, challenge: { select: { id: true, title: true } } } },
    },
  });
  if (entry.baseline) return;
  const title = `${name} ${outcomes[kind]}`;
  await tellPeople(tx, {
    kind,
    challengeId: entry.challenge.id,
    entryId,
    submissionId: id,
    key: `${kind}/${id}`,
    title,
    text: `${title} in ${entry.challenge.title}.${kind === 'scored' || !problemMessage ? '' : ` ${problemMessage}`}`,
  });
}
