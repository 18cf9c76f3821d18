import { config } from '#lib/infra/config';
import { enqueue, enqueueFlow } from '#lib/jobs/enqueue';
import { planShards } from '#lib/scoring/run/plan-shards';
import { profileNetworkJob, reduceSubmissionJob, scoreShardJob } from '../jobs.ts';
import { type StageEnd, tryStage } from './try-stage.ts';
import { withModel } from './warm-models.ts';

/** How long a shard computes: long beside taking it up, short beside losing it. */
const SECONDS_A_SHARD = 15;
/** Scores of classes that a shard has at most where it has more than one batch: 16 MiB. */
const MOST_SCORES = 4 * 1024 ** 2;

/**
 * Begins to score a submission: seals its model, finds how many images it is best given at once, sees that it answers
 * the same images the same way, shares the held-out images out into shards and puts those into the queue. The model's
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
      // A shard keeps the scores of all classes where they are probabilities.
      const mostImages = Math.floor(MOST_SCORES / model.scorer.plan.columns.length);
      const bySize = Math.ceil(count / Math.max(1, Math.min(config().SCORER_SHARD_IMAGES, mostImages)));
      const turns = planShards(count, batch, Math.max(byTime, bySize));
      shards = turns.length;
      return {
        state: 'scoring',
        data: {
          // The tries of the reduce count from here.
          attempt: 0,
          batch,
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
  await enqueue(profileNetworkJob, { submissionId: id });
}
