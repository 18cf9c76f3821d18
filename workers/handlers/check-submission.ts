import { checkSubmission } from '#lib/challenges/server/check-submission';

/** Checks whether a submission's model can be scored. */
export function handle(
  { submissionId }: { submissionId: string },
  { signal }: { signal: AbortSignal },
): Promise<void> {
  return checkSubmission(submissionId, signal);
}
