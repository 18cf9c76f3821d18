import { beginScoring } from '#lib/challenges/server/begin-scoring';

/** Seals a submission's model and shares its images out into shards. */
export function handle(
  { submissionId }: { submissionId: string },
  { signal }: { signal: AbortSignal },
): Promise<void> {
  return beginScoring(submissionId, signal);
}
