import { estimateCampaign } from '#lib/labelling/server/estimate-campaign';

/** Estimates a campaign anew; a worker that goes stops between two chunks, and the next does what is left. */
export async function handle(
  payload: { campaignId: string },
  { signal }: { signal: AbortSignal },
): Promise<void> {
  await estimateCampaign(payload, signal);
}
