import { randomUUID } from 'node:crypto';
import { assertRole, type Person } from '#lib/identity/person';
import { pool } from '#lib/infra/db/client';
import type { CampaignKind } from '../answers.ts';
import { type Assignment, LEASE_SECONDS, type LeaseInput } from '../assignment.ts';
import { expireLeases } from './expire-leases.ts';
import { assertOpen, findCampaign } from './find-campaign.ts';
import { notHeldOut } from './held-out.ts';
import { assignmentsOf, type LeasedRow, leasedColumns } from './leased-rows.ts';

/**
 * Leases up to `count` units of a campaign to a labeler; null where nothing is left that they could answer. Never a unit that
 * they have answered or hold, never one whose votes still needed are all on lease, for verify of one noun alone and never of an
 * image that has been held out since the campaign was made.
 */
export async function leaseUnits(
  person: Person | null,
  input: LeaseInput & { campaign: string },
): Promise<Assignment | null> {
  assertRole(person, 'labeler');
  const campaign = await findCampaign(input.campaign);
  assertOpen(campaign);
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
  const { rows } = await pool().query<LeasedRow>(leaseStatements[kind], [
    campaignId,
    userId,
    count,
    randomUUID(),
    LEASE_SECONDS,
  ]);
  return assignmentsOf(rows)[0] ?? null;
}

/** How many units of the queue's head are searched for one that the labeler has not taken. */
const HEAD = 200;

/** Units u that a labeler could answer: not taken by them, with a vote that nobody else is about to give. */
const available = 'u.wanted > 0 AND NOT $2 = ANY (u.takers)';
const askable = `${available} AND ${notHeldOut('u.image_id')}`;

const closestToSettling = 'u.vote_count DESC, u.id';

/** Rows that another labeler's lease or vote holds are passed over, not waited for. */
const take = (limit: string) => `LIMIT ${limit} FOR UPDATE OF u SKIP LOCKED`;

/**
 * Finds units to begin with. Those closest to settling come first, as far as the head of the queue goes; whoever has taken all of
 * the head goes on from the unit last leased to them, so that what they have answered before is not searched again each
 * time; at the queue's end what lies behind is searched once more. Each part can be read in the order of one of the partial
 * indexes alone, so that it costs the same whatever the planner believes about a campaign that was just made.
 */
const find = (available: string, limit: string) => `
  head AS MATERIALIZED (
    SELECT id, vote_count FROM units u
    WHERE campaign_id = $1 AND wanted > 0 ORDER BY ${closestToSettling} LIMIT ${HEAD}
  ), near AS MATERIALIZED (
    SELECT u.id, u.synset_id, u.vote_count FROM head JOIN units u USING (id)
    WHERE ${available} ORDER BY head.vote_count DESC, head.id ${take(limit)}
  ), last AS MATERIALIZED (
    SELECT coalesce(max(unit), 0) AS id FROM (
      SELECT unit_ids FROM assignments WHERE campaign_id = $1 AND user_id = $2 ORDER BY created_at DESC LIMIT 1
    ) AS newest, unnest(newest.unit_ids) AS unit
  ), ahead AS MATERIALIZED (
    SELECT u.id, u.synset_id, u.vote_count FROM units u
    WHERE NOT EXISTS (SELECT FROM near)
      AND u.campaign_id = $1 AND u.id > (SELECT id FROM last) AND ${available}
    ORDER BY u.id ${take(limit)}
  ), behind AS MATERIALIZED (
    SELECT u.id, u.synset_id, u.vote_count FROM units u
    WHERE NOT EXISTS (SELECT FROM near) AND NOT EXISTS (SELECT FROM ahead)
      AND u.campaign_id = $1 AND u.id <= (SELECT id FROM last) AND ${available}
    ORDER BY u.id ${take(limit)}
  ), found AS (
    SELECT * FROM near UNION ALL SELECT * FROM ahead UNION ALL SELECT * FROM behind
  )`;

/**
 * The lease as one statement. A row that changed after this statement's snapshot is looked at again in its newest version when
 * it is locked, and all that decides stands in that row: so no unit is leased beyond the votes it needs, nor twice to one
 * person.
 */
const leaseStatement = (picked: string) => `
  WITH ${picked}, made AS (
    INSERT INTO assignments (id, campaign_id, user_id, unit_ids, expires_at)
    SELECT $4, $1, $2, array_agg(id ORDER BY vote_count DESC, id), now() + make_interval(secs => $5)
    FROM picked HAVING count(*) > 0
    RETURNING id, expires_at
  ), leased AS (
    INSERT INTO leases (unit_id, user_id, assignment_id, expires_at)
    SELECT picked.id, $2, made.id, made.expires_at FROM picked, made
  ), taken AS (
    UPDATE units SET wanted = wanted - 1, takers = takers || $2::uuid FROM picked WHERE units.id = picked.id
    RETURNING units.id, units.image_id, units.synset_id, units.vote_count
  )
  SELECT made.id AS assignment_id, made.expires_at, taken.id AS unit_id, ${leasedColumns}
  FROM taken JOIN images i ON i.id = taken.image_id LEFT JOIN synsets s ON s.id = taken.synset_id, made
  ORDER BY taken.vote_count DESC, taken.id`;

const leaseStatements: Record<CampaignKind, string> = {
  classify: leaseStatement(`${find(available, '$3')}, picked AS (SELECT id, vote_count FROM found)`),
  // The unit found says which noun; it is locked already, so the page has at least that one.
  verify: leaseStatement(`${find(askable, '1')}, picked AS MATERIALIZED (
    SELECT u.id, u.vote_count FROM units u
    WHERE u.campaign_id = $1 AND u.synset_id = (SELECT synset_id FROM found) AND ${askable}
    ORDER BY ${closestToSettling} ${take('$3')}
  )`),
};
