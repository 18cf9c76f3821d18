import { addMissingRoots } from '#lib/datasets/server/add-missing-roots';
import { recoverFreezes } from '#lib/datasets/server/recover-freezes';

/** Puts back freezes whose job was lost, and gives versions of old their Merkle root. */
export async function handle(): Promise<void> {
  await recoverFreezes();
  await addMissingRoots();
}
