import { expireUploads, recoverImports } from '#lib/datasets/server/recover-imports';

/** Puts back imports whose job was lost, and removes uploads that nobody needs. */
export async function handle(): Promise<void> {
  await recoverImports();
  await expireUploads();
}
