import { pool } from '#lib/infra/db/client';
import { enqueue } from '#lib/jobs/enqueue';
import { moveVotesJob } from '../jobs.ts';

/** Has the votes of those labelers moved whose votes are not where they belong. Gives how many labelers those are. */
export async function recoverMoves(): Promise<number> {
  const { rows } = await pool().query<{ campaignId: string; userId: string }>(
    `SELECT l.campaign_id AS "campaignId", l.user_id AS "userId" FROM campaign_labelers l
     WHERE l.withdrawn_at IS NOT NULL AND EXISTS (
       SELECT FROM votes v JOIN units u ON u.id = v.unit_id WHERE v.user_id = l.user_id AND u.campaign_id = l.campaign_id
     )
     UNION
     SELECT u.campaign_id, w.user_id FROM withdrawn_votes w JOIN units u ON u.id = w.unit_id
     WHERE NOT EXISTS (
       SELECT FROM campaign_labelers l
       WHERE l.campaign_id = u.campaign_id AND l.user_id = w.user_id AND l.withdrawn_at IS NOT NULL
     )`,
  );
  for (const { campaignId, userId } of rows) {
    await enqueue(moveVotesJob, { campaignId, userId }, `${moveVotesJob.name}-${campaignId}-${userId}`);
  }
  return rows.length;
}
