import type pg from 'pg';
import { assertRole, type Person } from '#lib/identity/person';
import { pool } from '#lib/infra/db/client';
import { transaction } from '#lib/infra/db/transaction';
import type { VotesLeftOut } from '../votes-file.ts';
import { findCampaign } from './find-campaign.ts';
import { notHeldOut } from './held-out.ts';

/**
 * How many votes the file of a campaign's votes leaves out, and why. Reads the votes on held-out images and those that are
 * withdrawn. For organisers. Throws AppError `no-such-campaign`.
 */
export async function readLeftOut(
  person: Person | null,
  { campaign }: { campaign: string },
): Promise<VotesLeftOut> {
  assertRole(person, 'organiser');
  const { id } = await findCampaign(campaign);
  const [heldOut, { rows }] = await Promise.all([
    countHeldOut(pool(), id),
    pool().query<{ withdrawn: number; withdrawnLabelers: number }>(
      `SELECT count(*)::int AS withdrawn, count(DISTINCT w.user_id)::int AS "withdrawnLabelers"
       FROM campaign_labelers l JOIN withdrawn_votes w ON w.user_id = l.user_id JOIN units u ON u.id = w.unit_id
       WHERE l.campaign_id = $1 AND u.campaign_id = $1 AND ${notHeldOut('u.image_id')}`,
      [id],
    ),
  ]);
  return { heldOut, withdrawn: 0, withdrawnLabelers: 0, ...rows[0] };
}

/** Votes that count, on images of a campaign that a version holds out. Looks at the units of these images, not at votes. */
async function countHeldOut(sql: pg.Pool | pg.ClientBase, campaignId: string): Promise<number> {
  // Votes on gold are counted by no unit.
  const { rows } = await sql.query<{ votes: number }>(
    `SELECT coalesce(sum(CASE WHEN g.unit_id IS NULL THEN u.vote_count
       ELSE (SELECT count(*) FROM votes v WHERE v.unit_id = u.id) END), 0)::int AS votes
     FROM units u LEFT JOIN gold g ON g.unit_id = u.id
     WHERE u.campaign_id = $1 AND u.image_id IN (SELECT image_id FROM held_out_labels)`,
    [campaignId],
  );
  return rows[0]?.votes ?? 0;
}

const TOOK_TOO_LONG = '57014';

/** The same for who would not wait: null where counting takes longer. */
export async function countHeldOutWithin(milliseconds: number, campaignId: string): Promise<number | null> {
  return transaction(async (client) => {
    await client.query(`SET LOCAL statement_timeout = ${milliseconds}`);
    return countHeldOut(client, campaignId);
  }).catch((error: { code?: string }) => {
    if (error.code === TOOK_TOO_LONG) return null;
    throw error;
  });
}
