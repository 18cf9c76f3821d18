import { db } from '#lib/infra/db/client';
import type { ModelUse } from '#lib/scoring/sealed/model-use';
import type { OwnShard } from './take-shard.ts';

/**
 * A worker's sign of life at a shard, with what the model did for it so far; the submission's progress and time left follow. Gives what the
 * model did elsewhere, or null where the shard is not this try's any more.
 */
export async function giveSignOfLife(own: OwnShard, use: ModelUse): Promise<ModelUse | null> {
  const { submissionId, number, attempt } = own;
  const [elsewhere] = await db().$queryRaw<ModelUse[]>`
    WITH submission AS (
      SELECT id, progress_total AS total, coalesce(inference_seconds, 0) AS prepared FROM submissions
      WHERE id = ${submissionId}::uuid AND state = 'scoring' FOR UPDATE
    ), own AS (
      UPDATE submission_shards
      SET alive_at = now(), images_done = ${use.images}, model_seconds = ${use.seconds}::float8
      FROM submission
      WHERE submission_id = submission.id AND number = ${number} AND attempt = ${attempt} AND done_at IS NULL
      RETURNING submission_id
    ), others AS (
      SELECT coalesce(sum(images_done) FILTER (WHERE number <> ${number}), 0)::int AS images,
        coalesce(sum(model_seconds) FILTER (WHERE number <> ${number}), 0) AS seconds,
        extract(epoch FROM now() - min(started_at))::float8 AS elapsed
      FROM submission_shards WHERE submission_id = ${submissionId}::uuid
    )
    UPDATE submissions
    SET updated_at = now(), progress_done = greatest(progress_done, others.images + ${use.images}),
      seconds_left = others.elapsed / nullif(others.images + ${use.images}, 0)
        * (submission.total - others.images - ${use.images})
    FROM submission, own, others
    WHERE submissions.id = own.submission_id
    RETURNING others.images, others.seconds + submission.prepared AS seconds`;
  return elsewhere ?? null;
}
