import { reduceSubmission } from '#lib/challenges/server/reduce-submission';

/** Sums a submission's score out of what its shards answered. */
export function handle({ submissionId }: { submissionId: string }): Promise<void> {
  return reduceSubmission(submissionId);
}
