import { pool } from '#lib/infra/db/client';
import type { GroupedVotes } from '../agreement.ts';

/** A person's votes on settled units by campaign and noun, in the order in which the units were settled. Reads all their votes; gold is left out. */
export async function readAgreed(userId: string): Promise<(GroupedVotes & { campaign: string })[]> {
  const { rows } = await pool().query<GroupedVotes & { campaign: string }>(
    `SELECT c.slug AS campaign, coalesce(u.synset_id, '') AS noun,
            array_agg(v.answer = u.answer ORDER BY u.settled_at, u.id) AS agreed
     FROM votes v JOIN units u ON u.id = v.unit_id JOIN campaigns c ON c.id = u.campaign_id
     WHERE v.user_id = $1 AND u.state = 'settled' AND NOT EXISTS (SELECT FROM gold g WHERE g.unit_id = u.id)
     GROUP BY c.slug, u.campaign_id, u.synset_id`,
    [userId],
  );
  return rows;
}
