import { Worker } from 'node:worker_threads';
import type { CampaignVotes } from './campaign-votes.ts';
import { type CampaignEstimate, estimateCampaign } from './estimate-campaign.ts';

/** Fewer votes are estimated sooner than a thread comes up. */
const VOTES_FOR_A_THREAD = 20_000;

/**
 * As `estimateCampaign`, in another thread where there are many votes: a worker that counts for minutes would meanwhile give no
 * sign of life. The votes move to the thread and are gone here; they are not copied.
 */
export async function estimateApart(campaign: CampaignVotes): Promise<CampaignEstimate> {
  if (campaign.milliseconds.length < VOTES_FOR_A_THREAD) return estimateCampaign(campaign);
  const { votes, lines } = campaign;
  const columns = [
    votes.units,
    votes.labelers,
    votes.answers,
    campaign.milliseconds,
    campaign.at,
    campaign.nouns,
    campaign.gold,
    campaign.known,
    campaign.labels,
    ...(lines === null ? [] : [lines.breadth, lines.upStart, lines.up]),
  ];
  const transferList = [...new Set(columns.map(({ buffer }) => buffer as ArrayBuffer))];
  const thread = new Worker(new URL('./estimate-thread.mjs', import.meta.url), {
    workerData: campaign,
    transferList,
  });
  return new Promise((resolve, reject) => {
    thread.once('message', resolve).once('error', reject);
    thread.once('exit', () => reject(new Error('The thread of the estimate ended without one')));
  });
}
