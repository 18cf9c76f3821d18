import { pool } from '#lib/infra/db/client';

/** A challenge whose held-out images a campaign may show. */
export interface ChallengeOn {
  slug: string;
  title: string;
}

/**
 * A challenge that is not over and holds out images that this campaign asks about; null where there is none. Classify
 * campaigns alone ask about held-out images (held-out.ts). For everybody.
 */
export async function findChallengeOn(input: { campaign: string }): Promise<ChallengeOn | null> {
  const { rows } = await pool().query<ChallengeOn>(
    `SELECT h.slug, h.title FROM campaigns c
     JOIN dataset_versions v ON v.dataset_id = c.dataset_id AND v.state = 'done' AND v.test_count > 0
     JOIN challenges h ON h.version_id = v.id AND h.closes_at > now()
     WHERE c.slug = $1 AND c.kind = 'classify' AND EXISTS (
         SELECT FROM held_out_labels held JOIN units u ON u.image_id = held.image_id AND u.campaign_id = c.id
         WHERE held.version_id = v.id
       )
     ORDER BY h.closes_at, h.slug LIMIT 1`,
    [input.campaign],
  );
  return rows[0] ?? null;
}
