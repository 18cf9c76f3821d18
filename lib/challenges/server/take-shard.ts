import { db } from '#lib/infra/db/client';
import type { Turns } from '#lib/scoring/run/plan-shards';
import { failSubmission, MAX_TRIES } from './put-back-submission.ts';
import { lockSubmission } from './step-submission.ts';

/** One try of a shard by this worker. */
export interface OwnShard extends Turns {
  submissionId: string;
  number: number;
  attempt: number;
}

/** A worker gives a sign of life every second; one whose job the queue gives again after this long is gone. */
const GONE_SECONDS = 4;

/**
 * Takes a shard of a submission, or gives undefined where there is nothing to do: it is done, another worker is at it, or
 * the submission is not scored any more. One whose worker died is taken over; after the last try the submission is
 * failed.
 */
export function takeShard(submissionId: string, number: number): Promise<OwnShard | undefined> {
  return db().$transaction(async (tx) => {
    const submission = await lockSubmission(tx, submissionId);
    if (submission.state !== 'scoring') return undefined;
    const [shard] = await tx.$queryRaw<(Turns & { attempt: number; left: boolean })[]>`
      SELECT "from", "to", attempt, alive_at IS NOT NULL AS left FROM submission_shards
      WHERE submission_id = ${submissionId}::uuid AND number = ${number} AND done_at IS NULL
        AND (alive_at IS NULL OR alive_at < now() - make_interval(secs => ${GONE_SECONDS}))`;
    if (!shard) return undefined;
    const { from, to, left } = shard;
    if (left) {
      const detail = `The worker at images ${from + 1} to ${to} was gone.`;
      if (shard.attempt >= MAX_TRIES) {
        await failSubmission(tx, submission, detail);
        return undefined;
      }
      const event = { submissionId, state: 'scoring', detail: `${detail} Another took them up.` } as const;
      await tx.submissionEvent.create({ data: event });
    }
    const attempt = shard.attempt + 1;
    await tx.$executeRaw`
      UPDATE submission_shards
      SET attempt = ${attempt}, alive_at = now(), started_at = now(), images_done = 0, model_seconds = 0
      WHERE submission_id = ${submissionId}::uuid AND number = ${number}`;
    return { submissionId, number, from, to, attempt };
  });
}
