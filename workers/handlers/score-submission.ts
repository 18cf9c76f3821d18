import { scoreSubmission } from '#lib/challenges/server/score-submission';

/** Runs a submission's model over the held-out images and sums its score. */
export function handle(
  { submissionId }: { submissionId: string },
  { signal }: { signal: AbortSignal },
): Promise<void> {
  return scoreSubmission(submissionId, signal);
}
