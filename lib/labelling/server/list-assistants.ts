import { assertRole, type Person } from '#lib/identity/person';
import { db } from '#lib/infra/db/client';
import type { AssistantView } from '../assistant.ts';
import { findCampaign } from './find-campaign.ts';

/** The models that vote in a campaign, the newest first. For organisers. */
export async function listAssistants(person: Person | null, campaign: string): Promise<AssistantView[]> {
  assertRole(person, 'organiser');
  const { id } = await findCampaign(campaign);
  const rows = await db().assistant.findMany({
    where: { campaignId: id },
    orderBy: { createdAt: 'desc' },
  });
  return rows.map(({ problemMessage, labels, id, name, userId, modelSha256, state, votes, createdAt }) => ({
    ...{ id, name, userId, modelSha256, state, votes, createdAt },
    nouns: new Set(labels.filter((label) => label !== '')).size,
    problem: problemMessage,
  }));
}
