import { predictPublic } from '#lib/challenges/server/predict-public';

/** Runs a submission's model over images whose labels are public. */
export function handle(
  { submissionId }: { submissionId: string },
  { signal }: { signal: AbortSignal },
): Promise<void> {
  return predictPublic(submissionId, signal);
}
