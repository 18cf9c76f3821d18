import { pool } from '#lib/infra/db/client';

/**
 * The names of those campaigns that have votes of simulated labelers, so that their figures can be marked. For everybody. Goes by
 * the days on which they voted: the votes of a large campaign are too many to look through.
 */
export async function findSimulatedCampaigns(slugs: readonly string[]): Promise<Set<string>> {
  const { rows } = await pool().query<{ slug: string }>(
    `SELECT c.slug FROM campaigns c
     WHERE c.slug = ANY($1) AND EXISTS (
       SELECT FROM labeler_days d JOIN users p ON p.id = d.user_id
       WHERE d.campaign_id = c.id AND d.votes > 0 AND p.simulated
     )`,
    [slugs],
  );
  return new Set(rows.map(({ slug }) => slug));
}
