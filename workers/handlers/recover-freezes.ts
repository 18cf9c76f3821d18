import { recoverFreezes } from '#lib/datasets/server/recover-freezes';

/** Puts back freezes whose job was lost. */
export async function handle(): Promise<void> {
  await recoverFreezes();
}
