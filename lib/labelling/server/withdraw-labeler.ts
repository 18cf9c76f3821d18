import { AppError } from '#lib/core/errors';
import { assertRole, type Person } from '#lib/identity/person';
import { pool } from '#lib/infra/db/client';
import { transaction } from '#lib/infra/db/transaction';
import { enqueue } from '#lib/jobs/enqueue';
import { moveVotesJob } from '../jobs.ts';
import type { Withdrawal, WithdrawalInput } from '../withdrawal.ts';
import { findCampaign } from './find-campaign.ts';
import { lockCampaign } from './lock-campaign.ts';
import { assertOneAssistant } from './one-assistant.ts';

/**
 * Withdraws all votes of a labeler in a campaign: from now on they may not vote in it, and a job takes their votes out of its
 * units, which are decided anew by the others. Withdrawing again changes nothing. For organisers. Throws AppError
 * `no-such-campaign` and `no-such-labeler`.
 */
export async function withdrawLabeler(
  person: Person | null,
  { campaign, userId, reason }: WithdrawalInput & { campaign: string; userId: string },
): Promise<Withdrawal> {
  assertRole(person, 'organiser');
  const { id: campaignId } = await findCampaign(campaign);
  const { rows } = await pool().query<WithdrawalRow>(
    `INSERT INTO campaign_labelers AS l (campaign_id, user_id, withdrawn_at, withdrawn_by, withdrawn_reason, moving)
     SELECT $1, id, now(), $3, $4, true FROM users WHERE id = $2
     ON CONFLICT (campaign_id, user_id) DO UPDATE SET
       withdrawn_reason = CASE WHEN l.withdrawn_at IS NULL THEN excluded.withdrawn_reason ELSE l.withdrawn_reason END,
       withdrawn_by = CASE WHEN l.withdrawn_at IS NULL THEN excluded.withdrawn_by ELSE l.withdrawn_by END,
       withdrawn_at = coalesce(l.withdrawn_at, excluded.withdrawn_at), moving = true
     RETURNING withdrawn_at AS "withdrawnAt", withdrawn_reason AS reason`,
    [campaignId, userId, person.id, reason],
  );
  return moved(campaignId, userId, rows[0]);
}

/**
 * Gives a labeler's withdrawn votes back: they may vote again, and a job puts their votes where they were, also on units that
 * have got all their votes from others since, which then have more; all are decided anew. Restoring again changes nothing. For
 * organisers. Throws AppError `no-such-campaign`, `no-such-labeler` for who never had a part in it, and `assistant-there` for a
 * model where another votes by now.
 */
export async function restoreLabeler(
  person: Person | null,
  { campaign, userId }: { campaign: string; userId: string },
): Promise<Withdrawal> {
  assertRole(person, 'organiser');
  const { id: campaignId } = await findCampaign(campaign);
  const restored = await transaction(async (client) => {
    await lockCampaign(client, { id: campaignId });
    await assertOneAssistant(client, { id: campaignId, slug: campaign }, userId);
    const { rows } = await client.query<WithdrawalRow>(
      `UPDATE campaign_labelers SET withdrawn_at = NULL, withdrawn_by = CASE WHEN withdrawn_at IS NULL THEN withdrawn_by ELSE $3 END,
         withdrawn_reason = '', moving = true
       WHERE campaign_id = $1 AND user_id = $2
       RETURNING withdrawn_at AS "withdrawnAt", withdrawn_reason AS reason`,
      [campaignId, userId, person.id],
    );
    return rows[0];
  });
  return moved(campaignId, userId, restored);
}

interface WithdrawalRow {
  withdrawnAt: Date | null;
  reason: string;
}

async function moved(
  campaignId: string,
  userId: string,
  row: WithdrawalRow | undefined,
): Promise<Withdrawal> {
  if (!row)
    throw new AppError('not-found', 'no-such-labeler', `There is no labeler ${userId} in this campaign.`);
  // Each act has a job of its own: one that is at work may be past what this one changes.
  await enqueue(moveVotesJob, { campaignId, userId });
  return { userId, withdrawnAt: row.withdrawnAt?.toISOString() ?? null, reason: row.reason };
}
