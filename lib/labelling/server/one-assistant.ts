import type pg from 'pg';
import { AppError } from '#lib/core/errors';

/** SQL: whether the assistant a takes the one place that a campaign has for a model. */
export const holdsPlace = `((a.state <> 'failed' OR a.votes > 0) AND NOT EXISTS (
  SELECT FROM campaign_labelers l
  WHERE l.campaign_id = a.campaign_id AND l.user_id = a.user_id AND l.withdrawn_at IS NOT NULL))`;

/**
 * Refuses a second model in a campaign with AppError `assistant-there`, so that models never settle a unit among themselves: a new
 * one, or with `restored` the account whose votes come back, where it is a model's.
 */
export async function assertOneAssistant(
  sql: pg.Pool | pg.ClientBase,
  campaign: { id: string; slug: string },
  restored: string | null = null,
): Promise<void> {
  const { rows } = await sql.query<{ name: string }>(
    `SELECT a.name FROM assistants a
     WHERE a.campaign_id = $1 AND ${holdsPlace}
       AND ($2::uuid IS NULL OR a.user_id <> $2 AND EXISTS (SELECT FROM assistants own WHERE own.user_id = $2)) LIMIT 1`,
    [campaign.id, restored],
  );
  if (!rows[0]) return;
  throw new AppError(
    'conflict',
    'assistant-there',
    `The model ${rows[0].name} votes in ${campaign.slug} already, and one model a campaign may. Withdraw its votes first.`,
  );
}
