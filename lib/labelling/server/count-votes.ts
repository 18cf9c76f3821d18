import { pool } from '#lib/infra/db/client';

/** How many votes all campaigns have together. For everybody. */
export async function countVotes(): Promise<number> {
  const { rows } = await pool().query<{ votes: number }>(
    'SELECT coalesce(sum(votes), 0)::int AS votes FROM campaign_progress',
  );
  return rows[0]?.votes ?? 0;
}
