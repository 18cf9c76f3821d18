import { pool } from '#lib/infra/db/client';

/**
 * The names of those campaigns that have votes of simulated labelers, so that their figures can be marked. For everybody.
 * Starts from the simulated labelers: where there are none, no vote is read.
 */
export async function findSimulatedCampaigns(slugs: readonly string[]): Promise<Set<string>> {
  const { rows } = await pool().query<{ slug: string }>(
    `SELECT c.slug FROM campaigns c
     WHERE c.slug = ANY($1) AND EXISTS (
       SELECT FROM users p JOIN votes v ON v.user_id = p.id JOIN units u ON u.id = v.unit_id
       WHERE p.simulated AND u.campaign_id = c.id
     )`,
    [slugs],
  );
  return new Set(rows.map(({ slug }) => slug));
}
