import { profileNetwork } from '#lib/challenges/server/profile-network';

/** Measures what part of a model's time goes where. */
export function handle(
  { submissionId }: { submissionId: string },
  { signal }: { signal: AbortSignal },
): Promise<void> {
  return profileNetwork(submissionId, signal);
}
