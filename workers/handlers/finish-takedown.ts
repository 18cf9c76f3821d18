import { finishTakedown } from '#lib/datasets/server/finish-takedown';

/** Removes what was taken down. */
export async function handle({ takedownId }: { takedownId: number }): Promise<void> {
  await finishTakedown(takedownId);
}
