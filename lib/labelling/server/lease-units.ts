import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { assertRole, type Person } from '#lib/identity/person';
import { pool } from '#lib/infra/db/client';
import type { CampaignKind } from '../answers.ts';
import { type Assignment, LEASE_SECONDS, type LeaseInput } from '../assignment.ts';
import { expireLeases } from './expire-leases.ts';
import { assertOpen, findCampaign } from './find-campaign.ts';
import { assignmentsOf, type LeasedRow, leasedColumns } from './leased-rows.ts';

/**
 * Leases up to `count` units of a campaign to a labeler; null where nothing is left that they could answer. Never a unit that
 * they have answered or hold, never one whose votes still needed are all on lease, for verify of one noun alone.
 */
export async function leaseUnits(
  person: Person | null,
  input: LeaseInput & { campaign: string },
): Promise<Assignment | null> {
  assertRole(person, 'labeler');
  const campaign = await findCampaign(input.campaign);
  assertOpen(campaign);
  const wish = { campaignId: campaign.id, kind: campaign.kind, userId: person.id, count: input.count };
  const leased = await leaseFrom(pool(), wish);
  if (leased) return leased;
  // What others let lie comes back at once to whoever would go without, not at the next run of the upkeep job.
  const freed = await expireLeases({ campaignId: campaign.id });
  return freed.leases > 0 ? leaseFrom(pool(), wish) : null;
}

export interface LeaseWish {
  campaignId: string;
  kind: CampaignKind;
  userId: string;
  count: number;
}

/** The lease itself, also inside a transaction that cast the votes before it. Gives null where there is nothing. */
export async function leaseFrom(
  sql: pg.Pool | pg.ClientBase,
  { campaignId, kind, userId, count }: LeaseWish,
): Promise<Assignment | null> {
  const { rows } = await sql.query<LeasedRow>(leaseStatements[kind], [
    campaignId,
    userId,
    count,
    randomUUID(),
    LEASE_SECONDS,
  ]);
  return assignmentsOf(rows)[0] ?? null;
}

/** Units that a labeler could answer now: neither answered nor held by them, with a vote that nobody is about to give. */
const available = `u.campaign_id = $1 AND u.wanted > 0
  AND NOT EXISTS (SELECT FROM votes v WHERE v.unit_id = u.id AND v.user_id = $2)
  AND NOT EXISTS (SELECT FROM leases l WHERE l.unit_id = u.id AND l.user_id = $2)`;

const closestToSettling = 'u.vote_count DESC, u.id';

/**
 * The lease as one statement. A row that another labeler's lease or vote holds is passed over, not waited for; one that changed
 * after this statement's snapshot is looked at again in its newest version when it is locked, `wanted` with it, so no unit
 * is leased beyond it. Two requests of one person at once meet at the primary key of leases: the second gets fewer units.
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
    ON CONFLICT DO NOTHING
    RETURNING unit_id
  ), taken AS (
    UPDATE units SET wanted = wanted - 1 FROM leased WHERE units.id = leased.unit_id
    RETURNING units.id, units.image_id, units.synset_id, units.vote_count
  )
  SELECT made.id AS assignment_id, made.expires_at, taken.id AS unit_id, ${leasedColumns}
  FROM taken JOIN images i ON i.id = taken.image_id LEFT JOIN synsets s ON s.id = taken.synset_id, made
  ORDER BY taken.vote_count DESC, taken.id`;

const leaseStatements: Record<CampaignKind, string> = {
  classify: leaseStatement(`picked AS MATERIALIZED (
    SELECT u.id, u.vote_count FROM units u WHERE ${available}
    ORDER BY ${closestToSettling} LIMIT $3 FOR UPDATE OF u SKIP LOCKED
  )`),
  // The unit that is closest to settling says which noun; it is locked already, so the page has at least that one.
  verify: leaseStatement(`first AS MATERIALIZED (
    SELECT u.synset_id FROM units u WHERE ${available}
    ORDER BY ${closestToSettling} LIMIT 1 FOR UPDATE OF u SKIP LOCKED
  ), picked AS MATERIALIZED (
    SELECT u.id, u.vote_count FROM units u
    WHERE ${available} AND u.synset_id = (SELECT synset_id FROM first)
    ORDER BY ${closestToSettling} LIMIT $3 FOR UPDATE OF u SKIP LOCKED
  )`),
};
