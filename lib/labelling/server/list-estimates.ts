import { pool } from '#lib/infra/db/client';
import type { BoardEstimate } from '../board.ts';

/** The last estimates of a campaign, at most `limit`, the latest first. */
export async function listEstimates(campaignId: string, limit: number): Promise<BoardEstimate[]> {
  const { rows } = await pool().query<Omit<BoardEstimate, 'at'> & { at: Date }>(
    `SELECT at, votes, labelers, iterations, seconds, settled, reopened, contested, relabelled, alpha
     FROM estimates WHERE campaign_id = $1 ORDER BY id DESC LIMIT $2`,
    [campaignId, limit],
  );
  return rows.map(({ at, ...estimate }) => ({ at: at.toISOString(), ...estimate }));
}
