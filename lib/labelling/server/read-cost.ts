import { pool } from '#lib/infra/db/client';
import type { Cost } from '../board.ts';

/**
 * Hours of people's time and votes of a campaign so far; a model's cost nobody any time. Reads a row a labeler and day, no
 * votes.
 */
export async function readCost(campaignId: string): Promise<Cost> {
  const { rows } = await pool().query<{ votes: number; labelers: number; milliseconds: number }>(
    `SELECT coalesce(sum(votes), 0)::int AS votes, count(DISTINCT user_id)::int AS labelers,
            coalesce(sum(milliseconds), 0)::float8 AS milliseconds
     FROM labeler_days d JOIN users p ON p.id = d.user_id WHERE d.campaign_id = $1 AND NOT p.machine`,
    [campaignId],
  );
  const { votes, labelers, milliseconds } = rows[0] as (typeof rows)[number];
  return {
    votes,
    labelers,
    hours: milliseconds / 3_600_000,
    secondsPerVote: votes > 0 ? milliseconds / 1000 / votes : null,
  };
}
