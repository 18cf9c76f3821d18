import { scoreShard } from '#lib/challenges/server/score-shard';

/** Runs a submission's model over one shard of the held-out images. */
export function handle(
  { submissionId, shard }: { submissionId: string; shard: number },
  { signal }: { signal: AbortSignal },
): Promise<void> {
  return scoreShard(submissionId, shard, signal);
}
