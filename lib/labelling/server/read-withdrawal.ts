import { AppError } from '#lib/core/errors';
import { assertRole, type Person } from '#lib/identity/person';
import { pool } from '#lib/infra/db/client';
import type { WithdrawalReach } from '../board.ts';
import { findCampaign } from './find-campaign.ts';
import { decidedByReview } from './last-changes.ts';

/**
 * What withdrawing all of somebody's votes in a campaign would touch. Reads their votes alone. For organisers. Throws AppError
 * `no-such-campaign`, `no-such-person`.
 */
export async function readWithdrawal(
  person: Person | null,
  { campaign: slug, labeler }: { campaign: string; labeler: string },
): Promise<WithdrawalReach> {
  assertRole(person, 'organiser');
  const { id } = await findCampaign(slug);
  const { rows } = await pool().query<WithdrawalReach & { there: boolean }>(
    `SELECT EXISTS (SELECT FROM users WHERE id = $2) AS there, count(*)::int AS votes,
            count(*) FILTER (WHERE u.state <> 'open' AND u.gold IS NULL AND NOT ${decidedByReview('u.id')})::int AS units,
            count(*) FILTER (WHERE u.state = 'settled' AND u.gold IS NULL AND ${decidedByReview('u.id')})::int AS decided
     FROM votes v JOIN LATERAL (
       SELECT units.id, units.state, (SELECT g.unit_id FROM gold g WHERE g.unit_id = units.id) AS gold
       FROM units WHERE units.id = v.unit_id AND units.campaign_id = $1
     ) AS u ON true
     WHERE v.user_id = $2`,
    [id, labeler],
  );
  const { there, ...reach } = rows[0] as (typeof rows)[number];
  if (!there) throw new AppError('not-found', 'no-such-person', 'There is no labeler of this id.');
  return reach;
}
