import { recoverTakedowns } from '#lib/datasets/server/recover-takedowns';

/** Puts back takedowns whose job was lost. */
export async function handle(): Promise<void> {
  await recoverTakedowns();
}
