import { AppError } from '#lib/core/errors';
import { assertRole, type Person } from '#lib/identity/person';
import { transaction } from '#lib/infra/db/transaction';
import { isOver, type JobState } from '#lib/jobs/job-state';
import { findCampaign } from './find-campaign.ts';
import { lockCampaign } from './lock-campaign.ts';

/**
 * Takes a model that is over and never voted out of a campaign's list, with the account that it had. Safe to repeat: gives how many
 * were removed. One that has votes stays, withdrawn or not, because labels say that a machine had a vote. For organisers. Throws
 * AppError `no-such-campaign`, and `assistant-stays` for one that votes, waits or has votes.
 */
export async function removeAssistant(
  person: Person | null,
  { campaign: slug, assistantId }: { campaign: string; assistantId: string },
): Promise<{ removed: number }> {
  assertRole(person, 'organiser');
  const campaign = await findCampaign(slug);
  return transaction(async (client) => {
    await lockCampaign(client, campaign);
    const { rows } = await client.query<{ userId: string; name: string; state: JobState }>(
      `SELECT user_id AS "userId", name, state FROM assistants WHERE campaign_id = $1 AND id = $2`,
      [campaign.id, assistantId],
    );
    const found = rows[0];
    if (!found) return { removed: 0 };
    const { rows: votes } = await client.query(
      `SELECT FROM votes WHERE user_id = $1 UNION ALL SELECT FROM withdrawn_votes WHERE user_id = $1 LIMIT 1`,
      [found.userId],
    );
    if (!isOver(found.state)) throw stays(found.name, 'is not over: wait until it is');
    if (votes.length > 0) throw stays(found.name, 'has voted: withdraw its votes instead');
    await client.query('DELETE FROM assistants WHERE id = $1', [assistantId]);
    await client.query('DELETE FROM campaign_labelers WHERE user_id = $1', [found.userId]);
    await client.query('DELETE FROM users WHERE id = $1 AND machine', [found.userId]);
    return { removed: 1 };
  });
}

function stays(name: string, why: string): AppError {
  return new AppError('conflict', 'assistant-stays', `The model ${name} ${why}.`);
}
