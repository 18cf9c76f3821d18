import { config } from '#lib/infra/config';
import { db } from '#lib/infra/db/client';
import { log } from '#lib/infra/log';
import { profileModel } from '#lib/scoring/profile/profile-model';
import { planScoring } from '#lib/scoring/run/plan-scoring';
import { scoringBudget } from './scoring-capacity.ts';
import { readSubmissionTask } from './submission-task.ts';
import { withModelMemory } from './warm-models.ts';

/**
 * Measures what part of a model's time goes where and keeps it with the submission. A page may do without: what goes wrong
 * is logged and leaves it so. Does nothing where the submission was never begun.
 */
export async function profileNetwork(id: string, signal: AbortSignal): Promise<void> {
  const task = await readSubmissionTask(id);
  if (task.batch === null) return;
  const { batch } = task;
  const budget = scoringBudget(task);
  try {
    const profile = await withModelMemory(budget.memoryMb, () =>
      profileModel({
        model: task.model,
        plan: planScoring(task),
        batch,
        budget,
        isolation: config().SCORER_ISOLATION,
        signal,
      }),
    );
    await db().submission.update({ where: { id }, data: { profile: JSON.parse(JSON.stringify(profile)) } });
  } catch (error) {
    log.warn({ submission: id, error: String(error) }, 'no profile');
  }
}
