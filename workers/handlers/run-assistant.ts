import { runAssistant } from '#lib/labelling/server/run-assistant';

/** Has a model vote in a campaign. */
export function handle(
  { assistantId }: { assistantId: string },
  { signal }: { signal: AbortSignal },
): Promise<void> {
  return runAssistant(assistantId, signal);
}
