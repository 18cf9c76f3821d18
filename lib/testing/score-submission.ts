import { beginScoring } from '#lib/challenges/server/begin-scoring';
import { reduceSubmission } from '#lib/challenges/server/reduce-submission';
import { scoreShard } from '#lib/challenges/server/score-shard';
import { db } from '#lib/infra/db/client';

/** Scores a submission that is checked, from its beginning to its sum, as the only worker would. */
export async function scoreSubmission(id: string, going: AbortSignal): Promise<void> {
  await beginScoring(id, going);
  const shards = await db().submissionShard.findMany({
    where: { submissionId: id },
    orderBy: { number: 'asc' },
    select: { number: true },
  });
  for (const { number } of shards) await scoreShard(id, number, going);
  await reduceSubmission(id);
}
