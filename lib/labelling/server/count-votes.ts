import { pool } from '#lib/infra/db/client';

/** Votes of one simulated labeler are counted up to here, so that the count stays quick. */
const COUNTED = 10_000;

export interface VoteCount {
  votes: number;
  /** Those that simulated labelers gave. */
  simulated: number;
  /** Whether `simulated` was not counted to the end, so that there may be more. */
  more: boolean;
}

/**
 * How many votes all campaigns have together, and how many of them simulated labelers gave. For everybody. Reads the
 * campaigns' counters, and of the votes only those of simulated labelers, 10,000 of each at most.
 */
export async function countVotes(): Promise<VoteCount> {
  const { rows } = await pool().query<VoteCount>(
    `SELECT (SELECT coalesce(sum(votes), 0)::int FROM campaign_progress) AS votes,
            coalesce(sum(given.votes), 0)::int AS simulated,
            coalesce(bool_or(given.votes >= $1), false) AS more
     FROM users u CROSS JOIN LATERAL (
       SELECT count(*) AS votes FROM (SELECT FROM votes v WHERE v.user_id = u.id LIMIT $1) AS counted
     ) AS given
     WHERE u.simulated`,
    [COUNTED],
  );
  return rows[0] as VoteCount;
}
