import { AppError } from '#lib/core/errors';
import { assertRole, type Person } from '#lib/identity/person';
import { db } from '#lib/infra/db/client';
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
  const { qualifiedAt: before } = await db().campaignLabeler.upsert({
    where: { campaignId_userId: { campaignId, userId } },
    create: { campaignId, userId },
    update: {},
    select: { qualifiedAt: true },
  });
  const qualifiedAt = before ?? new Date();
  await db().campaignLabeler.update({
    where: { campaignId_userId: { campaignId, userId } },
    data: { qualifiedAt },
  });
  return { userId, qualifiedAt };
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
