import { assertRole, type Person } from '#lib/identity/person';
import { pool } from '#lib/infra/db/client';
import type { Assignment, LeaseInput } from '../assignment.ts';
import { leaseNext } from './lease-units.ts';
import { assignmentsOf, type LeasedRow, selectHeld } from './leased-rows.ts';
import { openCampaignFor } from './open-campaign-for.ts';

/**
 * What a labeler goes on with when they open a campaign: the assignments that they hold already, with what is not answered in
 * them, else a new one. None where nothing is left that they could answer.
 */
export async function takeUpWork(
  person: Person | null,
  input: LeaseInput & { campaign: string },
): Promise<Assignment[]> {
  assertRole(person, 'labeler');
  const campaign = await openCampaignFor(person, input.campaign);
  const { rows } = await pool().query<LeasedRow>(
    selectHeld(`a.user_id = $1 AND a.campaign_id = $2 AND a.state = 'leased' AND a.expires_at > now()`),
    [person.id, campaign.id],
  );
  if (rows.length > 0) return assignmentsOf(rows);
  const leased = await leaseNext({
    campaignId: campaign.id,
    kind: campaign.kind,
    userId: person.id,
    count: input.count,
  });
  return leased ? [leased] : [];
}
