import { pool } from '#lib/infra/db/client';
import { enqueue } from '#lib/jobs/enqueue';
import { moveVotesJob } from '../jobs.ts';

/** A vote that was being kept when its labeler's were withdrawn has been kept after so long. */
const VOTE_MINUTES = 10;

/**
 * Has the votes of those labelers moved whose votes are not where they belong. Gives how many labelers those are. Reads those
 * whose move is not done, by an index, and the votes of those alone who were withdrawn just now.
 */
export async function recoverMoves(): Promise<number> {
  const { rows } = await pool().query<{ campaignId: string; userId: string }>(
    `SELECT l.campaign_id AS "campaignId", l.user_id AS "userId" FROM campaign_labelers l WHERE l.moving
     UNION
     SELECT l.campaign_id, l.user_id FROM campaign_labelers l
     WHERE l.withdrawn_at > now() - make_interval(mins => $1) AND EXISTS (
       SELECT FROM votes v JOIN units u ON u.id = v.unit_id WHERE v.user_id = l.user_id AND u.campaign_id = l.campaign_id
     )`,
    [VOTE_MINUTES],
  );
  for (const { campaignId, userId } of rows) {
    await enqueue(moveVotesJob, { campaignId, userId }, `${moveVotesJob.name}-${campaignId}-${userId}`);
  }
  return rows.length;
}
