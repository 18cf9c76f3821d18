import type { Db } from '#lib/infra/db/client';

/** Sign-ups so near each other are worth a look, minutes. */
const NEAR_MINUTES = 10;

/**
 * Writes down, at the moment that a person joins a challenge, with whom of its other entries they may be one: who signed up
 * within ten minutes of them, and who signed in from the same address. Each pair is told of once; an organiser judges.
 */
export async function noticeOverlaps(tx: Db, challengeId: string, userId: string): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO account_overlaps (id, challenge_id, kind, first_user_id, second_user_id, evidence)
    SELECT gen_random_uuid(), ${challengeId}::uuid, found.kind, least(me.id, found.id), greatest(me.id, found.id), found.evidence
    FROM users me
    JOIN entry_members mine ON mine.challenge_id = ${challengeId}::uuid AND mine.user_id = me.id
    CROSS JOIN LATERAL (
      SELECT o.id, 'signup'::"OverlapKind" AS kind,
        'Signed up ' || round(abs(extract(epoch FROM o.created_at - me.created_at))) || ' seconds apart.' AS evidence
      FROM entry_members m JOIN users o ON o.id = m.user_id
      WHERE m.challenge_id = ${challengeId}::uuid AND m.entry_id <> mine.entry_id
        AND abs(extract(epoch FROM o.created_at - me.created_at)) <= ${NEAR_MINUTES * 60}
      UNION ALL
      SELECT DISTINCT m.user_id, 'address'::"OverlapKind", 'Signed in from the same network address.'
      FROM sign_in_addresses a
      JOIN sign_in_addresses b ON b.address_hash = a.address_hash AND b.user_id <> a.user_id
      JOIN entry_members m ON m.challenge_id = ${challengeId}::uuid AND m.user_id = b.user_id AND m.entry_id <> mine.entry_id
      WHERE a.user_id = me.id
    ) found
    WHERE me.id = ${userId}::uuid
    ON CONFLICT DO NOTHING`;
}

/** The same at the moment that a model is taken which another entry of the challenge sent in too. */
export async function noticeSameModel(
  tx: Db,
  challengeId: string,
  { entryId, userId, modelSha256 }: { entryId: string; userId: string; modelSha256: string },
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO account_overlaps (id, challenge_id, kind, first_user_id, second_user_id, evidence)
    SELECT DISTINCT ON (s.created_by) gen_random_uuid(), ${challengeId}::uuid, 'model'::"OverlapKind",
      least(${userId}::uuid, s.created_by), greatest(${userId}::uuid, s.created_by),
      'The same model file (SHA-256 ' || left(${modelSha256}, 12) || '…) in two entries.'
    FROM submissions s JOIN entries e ON e.id = s.entry_id
    WHERE s.model_sha256 = ${modelSha256} AND e.challenge_id = ${challengeId}::uuid
      AND s.entry_id <> ${entryId}::uuid AND s.created_by <> ${userId}::uuid AND NOT e.baseline
    ON CONFLICT DO NOTHING`;
}
