import { config } from '#lib/infra/config';
import { log } from '#lib/infra/log';
import { enqueueFlow } from '#lib/jobs/enqueue';
import type { NetworkProfile } from '#lib/scoring/profile/network-profile';
import { profileModel } from '#lib/scoring/profile/profile-model';
import { planShards } from '#lib/scoring/run/plan-shards';
import { reduceSubmissionJob, scoreShardJob } from '../jobs.ts';
import { scoringBudget } from './scoring-capacity.ts';
import { readSubmissionTask } from './submission-task.ts';
import { type StageEnd, tryStage } from './try-stage.ts';
import { type WarmModel, withModel } from './warm-models.ts';

/** How long a shard computes: long beside taking it up, short beside losing it. */
const SECONDS_A_SHARD = 15;

/**
 * Begins to score a submission: seals its model, finds how many images it is best given at once, sees that it answers
 * the same images the same way, measures what part of its time goes where, shares the held-out images out into shards and puts those into the queue. The model's
 * fault makes it `refused`. One that is begun already, or not waiting, is left alone.
 */
export async function beginScoring(id: string, going: AbortSignal): Promise<void> {
  let shards = 0;
  const state = await tryStage(id, 'scoring', going, ({ signal }) =>
    withModel(id, async (model): Promise<StageEnd> => {
      const started = performance.now();
      const count = model.images.length;
      const { batch, imagesPerSecond, modelSeconds } = await model.scorer.prepare({ ...model.job, signal });
      const byTime = Math.ceil(count / imagesPerSecond / SECONDS_A_SHARD);
      const bySize = Math.ceil(count / config().SCORER_SHARD_IMAGES);
      const turns = planShards(count, batch, Math.max(byTime, bySize));
      shards = turns.length;
      const profile = await tryProfile(model, batch, signal);
      return {
        state: 'scoring',
        data: {
          batch,
          profile: profile ? JSON.parse(JSON.stringify(profile)) : undefined,
          progressDone: 0,
          progressTotal: count,
          costSeconds: (performance.now() - started) / 1000,
          inferenceSeconds: modelSeconds,
        },
        write: async (tx) => {
          const rows = turns.map(({ from, to }, number) => ({ submissionId: id, number, from, to }));
          await tx.submissionShard.createMany({ data: rows });
        },
      };
    }),
  );
  if (state !== 'scoring') return;
  await enqueueFlow(
    { job: reduceSubmissionJob, payload: { submissionId: id } },
    Array.from({ length: shards }, (_, shard) => ({
      job: scoreShardJob,
      payload: { submissionId: id, shard },
    })),
  );
}

/** What part of the model's time goes where; it may do without, since the score does not depend on it. */
async function tryProfile(
  { submissionId, scorer }: WarmModel,
  batch: number,
  signal: AbortSignal,
): Promise<NetworkProfile | null> {
  const task = await readSubmissionTask(submissionId);
  const budget = scoringBudget(task);
  const isolation = config().SCORER_ISOLATION;
  try {
    return await profileModel({ model: task.model, plan: scorer.plan, batch, budget, isolation, signal });
  } catch (error) {
    signal.throwIfAborted();
    log.warn({ submission: submissionId, error: String(error) }, 'no profile');
    return null;
  }
}
