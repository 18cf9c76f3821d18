import { runExplanation } from '#lib/challenges/server/run-explanation';

/** Works out why a submission answered as it did on an image. */
export function handle(
  { explanationId }: { explanationId: string },
  { signal }: { signal: AbortSignal },
): Promise<void> {
  return runExplanation(explanationId, signal);
}
