import { pool } from '#lib/infra/db/client';

export interface VoteCount {
  votes: number;
  /** Those that simulated labelers gave. */
  simulated: number;
}

/**
 * How many votes all campaigns have together, and how many of them simulated labelers gave. For everybody. Reads the
 * campaigns' counters and the days of simulated labelers, no votes.
 */
export async function countVotes(): Promise<VoteCount> {
  const { rows } = await pool().query<VoteCount>(
    `SELECT (SELECT coalesce(sum(votes), 0)::int FROM campaign_progress) AS votes,
            (SELECT coalesce(sum(d.votes), 0)::int FROM labeler_days d JOIN users p ON p.id = d.user_id WHERE p.simulated)
              AS simulated`,
  );
  return rows[0] as VoteCount;
}
