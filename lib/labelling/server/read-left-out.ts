import { assertRole, type Person } from '#lib/identity/person';
import { pool } from '#lib/infra/db/client';
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
    countHeldOut(id),
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
export async function countHeldOut(campaignId: string): Promise<number> {
  const { rows } = await pool().query<{ votes: number }>(
    `SELECT count(*)::int AS votes FROM units u JOIN votes v ON v.unit_id = u.id
     WHERE u.campaign_id = $1 AND u.image_id IN (SELECT image_id FROM held_out_labels)`,
    [campaignId],
  );
  return rows[0]?.votes ?? 0;
}
