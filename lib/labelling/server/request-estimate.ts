import { assertRole, type Person } from '#lib/identity/person';
import { enqueue } from '#lib/jobs/enqueue';
import { estimateCampaignJob } from '../jobs.ts';
import { findCampaign } from './find-campaign.ts';

/** Has a campaign estimated now. For organisers. Throws AppError `no-such-campaign`. */
export async function requestEstimate(
  person: Person | null,
  { campaign }: { campaign: string },
): Promise<{ campaign: string; state: 'queued' }> {
  assertRole(person, 'organiser');
  const { id } = await findCampaign(campaign);
  await enqueueEstimate(id);
  return { campaign, state: 'queued' };
}

/** Puts the estimate of a campaign into its queue; one that still waits there is not added twice. */
export async function enqueueEstimate(campaignId: string): Promise<void> {
  await enqueue(estimateCampaignJob, { campaignId }, `${estimateCampaignJob.name}-${campaignId}`);
}
