import { AppError } from '#lib/core/errors';
import { assertRole, type Person } from '#lib/identity/person';
import { transaction } from '#lib/infra/db/transaction';
import { enqueue } from '#lib/jobs/enqueue';
import type { JobState } from '#lib/jobs/job-state';
import { runAssistantJob } from '../jobs.ts';
import { isPassing } from '../passing-problem.ts';
import { assertOpen, findCampaign } from './find-campaign.ts';
import { lockCampaign } from './lock-campaign.ts';
import { assertOneAssistant } from './one-assistant.ts';

interface FoundAssistant {
  id: string;
  userId: string;
  state: JobState;
  problemCode: string | null;
  problem: string | null;
  withdrawn: boolean;
}

/**
 * Has a model that failed vote once more, in the name of whoever tries: it goes on with what it has not voted on. One that waits,
 * votes or is done stays as it is. For organisers. Throws AppError `no-such-campaign`, `no-such-assistant`,
 * `campaign-closed`, `assistant-there` where another model votes by now, and `assistant-useless` for a model that would fail
 * again and one whose votes are withdrawn.
 */
export async function retryAssistant(
  person: Person | null,
  { campaign: slug, assistantId }: { campaign: string; assistantId: string },
): Promise<{ id: string; state: JobState }> {
  assertRole(person, 'organiser');
  const campaign = await findCampaign(slug);
  const tried = await transaction(async (client) => {
    await lockCampaign(client, campaign);
    const { rows } = await client.query<FoundAssistant>(
      `SELECT a.id, a.user_id AS "userId", a.state, a.problem_code AS "problemCode", a.problem_message AS problem,
              l.withdrawn_at IS NOT NULL AS withdrawn
       FROM assistants a LEFT JOIN campaign_labelers l ON l.campaign_id = a.campaign_id AND l.user_id = a.user_id
       WHERE a.campaign_id = $1 AND a.id = $2`,
      [campaign.id, assistantId],
    );
    const found = rows[0];
    if (!found) {
      throw new AppError(
        'not-found',
        'no-such-assistant',
        `No model ${assistantId} votes in ${campaign.slug}.`,
      );
    }
    if (found.state !== 'failed') return { id: found.id, state: found.state };
    assertOpen(campaign);
    assertUseful(found);
    await assertOneAssistant(client, campaign, found.userId);
    await client.query(
      `UPDATE assistants SET state = 'queued', problem_code = NULL, problem_message = NULL, created_by = $2, updated_at = now()
       WHERE id = $1`,
      [found.id, person.id],
    );
    return { id: found.id, state: 'queued' as const };
  });
  // Should this be lost, recover-assistants puts the job in.
  if (tried.state === 'queued') {
    await enqueue(runAssistantJob, { assistantId: tried.id }, `assistant-${tried.id}`);
  }
  return tried;
}

function assertUseful({ withdrawn, problemCode, problem }: FoundAssistant): void {
  if (!withdrawn && isPassing(problemCode)) return;
  throw new AppError(
    'conflict',
    'assistant-useless',
    withdrawn
      ? 'The votes of this model are withdrawn: restore them first.'
      : `This model would fail again: ${problem ?? 'nobody knows why it failed'} Add another one.`,
  );
}
