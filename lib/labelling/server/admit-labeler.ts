import { AppError } from '#lib/core/errors';
import { assertRole, type Person } from '#lib/identity/person';
import { db, pool } from '#lib/infra/db/client';
import { findCampaign } from './find-campaign.ts';

interface LabelerOfCampaign {
  campaign: string;
  userId: string;
}

/**
 * Lets somebody vote in a campaign without passing its qualification. Safe to repeat. For organisers. Throws AppError
 * `no-such-campaign`, `no-such-person`.
 */
export async function admitLabeler(
  person: Person | null,
  { campaign, userId }: LabelerOfCampaign,
): Promise<{ userId: string; qualifiedAt: Date | null }> {
  assertRole(person, 'organiser');
  const { id: campaignId } = await findCampaign(campaign);
  const user = await db().user.findUnique({ where: { id: userId }, select: { id: true } });
  if (!user) throw new AppError('not-found', 'no-such-person', `There is no person ${userId}.`);
  const { rows } = await pool().query<{ qualifiedAt: Date }>(
    `INSERT INTO campaign_labelers AS l (campaign_id, user_id, qualified_at) VALUES ($1, $2, now())
     ON CONFLICT (campaign_id, user_id) DO UPDATE SET qualified_at = coalesce(l.qualified_at, excluded.qualified_at)
     RETURNING qualified_at AS "qualifiedAt"`,
    [campaignId, userId],
  );
  return { userId, qualifiedAt: rows[0]?.qualifiedAt ?? null };
}

/**
 * Asks somebody for the qualification again; what they voted stays. Safe to repeat. For organisers. Throws AppError
 * `no-such-campaign`.
 */
export async function dismissLabeler(
  person: Person | null,
  { campaign, userId }: LabelerOfCampaign,
): Promise<{ userId: string; qualifiedAt: Date | null }> {
  assertRole(person, 'organiser');
  const { id: campaignId } = await findCampaign(campaign);
  await db().campaignLabeler.updateMany({ where: { campaignId, userId }, data: { qualifiedAt: null } });
  return { userId, qualifiedAt: null };
}
