import { AppError } from '#lib/core/errors';
import { db } from '#lib/infra/db/client';

/** The campaign with this slug, as the other use cases need it. Refuses one that is not there. */
export async function findCampaign(slug: string) {
  const campaign = await db().campaign.findUnique({
    where: { slug },
    select: {
      id: true,
      slug: true,
      title: true,
      kind: true,
      state: true,
      instructions: true,
      votesPerUnit: true,
      targetConfidence: true,
      severalNouns: true,
      qualificationUnits: true,
      rootSynsets: true,
      dataset: { select: { id: true, slug: true, title: true } },
    },
  });
  if (!campaign) throw noSuchCampaign(slug);
  return campaign;
}

export function noSuchCampaign(slug: string): AppError {
  return new AppError(
    'not-found',
    'no-such-campaign',
    `There is no campaign ${slug}: look its slug up among the campaigns that there are.`,
  );
}

/** Refuses a campaign that takes no votes any more. */
export function assertOpen(campaign: { slug: string; state: 'open' | 'closed' }): void {
  if (campaign.state === 'open') return;
  throw new AppError(
    'conflict',
    'campaign-closed',
    `The campaign ${campaign.slug} is closed: choose another one.`,
  );
}
