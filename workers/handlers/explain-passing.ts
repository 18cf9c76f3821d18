import { explainPassing } from '#lib/challenges/server/explain-passing';

/** Explains an image that somebody brought and that is kept nowhere. */
export function handle(
  { submissionId, ticket }: { submissionId: string; ticket: string },
  { signal }: { signal: AbortSignal },
): Promise<void> {
  return explainPassing(submissionId, ticket, signal);
}
