import { pool } from '#lib/infra/db/client';
import type { GoldCounts } from '../board.ts';

/** How many gold units a campaign has, by where they come from. Reads its gold, by an index. */
export async function countGold(campaignId: string): Promise<GoldCounts> {
  const { rows } = await pool().query<GoldCounts>(
    `SELECT count(*) FILTER (WHERE origin = 'organiser')::int AS organiser,
            count(*) FILTER (WHERE origin = 'settled')::int AS settled,
            count(*) FILTER (WHERE origin = 'inserted')::int AS inserted, count(*) FILTER (WHERE quiz)::int AS quiz
     FROM gold WHERE campaign_id = $1`,
    [campaignId],
  );
  return rows[0] as GoldCounts;
}
