import type { Person } from '#lib/identity/person';
import { pool } from '#lib/infra/db/client';
import type { Eligibility } from '../eligibility.ts';
import { findChallenge } from './find-challenge.ts';

/**
 * SQL: whether the person whose id stands in one column or parameter labelled an image that the version of the other holds out. Looks
 * up their votes by an index, until one is found: who never labelled costs one look. Votes that were withdrawn since were seen
 * all the same.
 */
export function labelledHeldOut(userId: string, versionId: string): string {
  const seenIn = (table: 'votes' | 'withdrawn_votes') => `EXISTS (
    SELECT FROM ${table} v JOIN units u ON u.id = v.unit_id
    WHERE v.user_id = ${userId} AND (
      SELECT h.image_id FROM held_out_labels h WHERE h.version_id = ${versionId} AND h.image_id = u.image_id
    ) IS NOT NULL)`;
  return `(${seenIn('votes')} OR ${seenIn('withdrawn_votes')})`;
}

/** Whether a person may take part in a challenge: for whoever asks, of themselves. Throws AppError `no-such-challenge`. */
export async function getEligibility(person: Person, slug: string): Promise<Eligibility> {
  const { id } = await findChallenge(slug);
  return readEligibility(id, [person.id]);
}

/** The same of all members of an entry: one who is barred bars it. */
export async function readEligibility(challengeId: string, userIds: readonly string[]): Promise<Eligibility> {
  const { rows } = await pool().query<{
    organiser: string;
    labelled: boolean;
    by: string | null;
    reason: string;
    at: Date;
  }>(
    `SELECT o.name AS organiser, b.name AS by, a.reason, a.created_at AS at,
            CASE WHEN a.user_id IS NULL THEN ${labelledHeldOut('p.id', 'c.version_id')} ELSE false END AS labelled
     FROM challenges c JOIN users o ON o.id = c.created_by
     CROSS JOIN unnest($2::uuid[]) AS p (id)
     LEFT JOIN challenge_admissions a ON a.challenge_id = c.id AND a.user_id = p.id
     LEFT JOIN users b ON b.id = a.admitted_by
     WHERE c.id = $1`,
    [challengeId, userIds],
  );
  const admitted = rows.find(({ by }) => by !== null);
  return {
    barred: rows.some(({ labelled }) => labelled),
    admitted: admitted
      ? { by: admitted.by as string, reason: admitted.reason, at: admitted.at.toISOString() }
      : null,
    organiser: rows[0]?.organiser ?? 'an organiser',
  };
}
