import { recoverExports } from '#lib/datasets/server/recover-exports';

/** Puts back exports whose job was lost, and removes half-written blobs. */
export async function handle(): Promise<void> {
  await recoverExports();
}
