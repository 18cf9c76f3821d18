import { randomUUID } from 'node:crypto';
import { assertRole, type Person } from '#lib/identity/person';
import { pool } from '#lib/infra/db/client';
import type { CampaignKind } from '../answers.ts';
import { type Assignment, LEASE_SECONDS, type LeaseInput } from '../assignment.ts';
import { expireLeases } from './expire-leases.ts';
import { leaseStatements } from './lease-statements.ts';
import { assignmentsOf, type LeasedRow } from './leased-rows.ts';
import { openCampaignFor } from './open-campaign-for.ts';

/**
 * Leases up to `count` units of a campaign to a labeler, gold among them; null where nothing is left that they could answer.
 * Never a unit that they have answered or hold, never one whose votes still needed are all on lease, for verify of one noun alone
 * and never of an image that has been held out since the campaign was made. Refuses a labeler whose votes were withdrawn.
 */
export async function leaseUnits(
  person: Person | null,
  input: LeaseInput & { campaign: string },
): Promise<Assignment | null> {
  assertRole(person, 'labeler');
  const campaign = await openCampaignFor(person, input.campaign);
  return leaseNext({ campaignId: campaign.id, kind: campaign.kind, userId: person.id, count: input.count });
}

export interface LeaseWish {
  campaignId: string;
  kind: CampaignKind;
  userId: string;
  count: number;
}

/** The same for a labeler and a campaign that are known to be fit for it. */
export async function leaseNext(wish: LeaseWish): Promise<Assignment | null> {
  const leased = await leaseFrom(wish);
  if (leased) return leased;
  // What others let lie comes back at once to whoever would go without, not at the next run of the upkeep job.
  const freed = await expireLeases({ campaignId: wish.campaignId });
  return freed.leases > 0 ? leaseFrom(wish) : null;
}

/** The lease itself. Gives null where there is nothing. */
async function leaseFrom({ campaignId, kind, userId, count }: LeaseWish): Promise<Assignment | null> {
  // Prepared once a connection: planning it takes longer than running it.
  const { rows } = await pool().query<LeasedRow>({
    name: `lease-${kind}`,
    text: leaseStatements[kind],
    values: [campaignId, userId, count, randomUUID(), LEASE_SECONDS],
  });
  return assignmentsOf(rows)[0] ?? null;
}
