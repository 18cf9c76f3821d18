import { moveVotes } from '#lib/labelling/server/move-votes';

/** Takes a labeler's withdrawn votes out of a campaign's units, or puts restored ones back. */
export async function handle(
  payload: { campaignId: string; userId: string },
  { signal }: { signal: AbortSignal },
): Promise<void> {
  await moveVotes(payload, signal);
}
