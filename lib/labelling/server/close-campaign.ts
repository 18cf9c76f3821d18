import { assertRole, type Person } from '#lib/identity/person';
import { db } from '#lib/infra/db/client';
import { findCampaign } from './find-campaign.ts';

/**
 * Ends a campaign: it takes no more votes and leases no more units; what was voted stays and can be frozen. What is on
 * people's screens is refused with `campaign-closed`. Closing it again changes nothing. For organisers. Throws AppError
 * `no-such-campaign`.
 */
export function closeCampaign(
  person: Person | null,
  slug: string,
): Promise<{ slug: string; state: 'closed' }> {
  return bring(person, slug, 'closed');
}

/** Lets a closed campaign go on where it stood. For organisers. Throws AppError `no-such-campaign`. */
export function reopenCampaign(
  person: Person | null,
  slug: string,
): Promise<{ slug: string; state: 'open' }> {
  return bring(person, slug, 'open');
}

async function bring<State extends 'open' | 'closed'>(person: Person | null, slug: string, state: State) {
  assertRole(person, 'organiser');
  const { id } = await findCampaign(slug);
  await db().campaign.update({ where: { id }, data: { state } });
  return { slug, state };
}
