import { findNearDuplicates } from '#lib/images/server/find-near-duplicates';
import { hashMissingImages } from '#lib/images/server/hash-missing-images';

/** Compares images that came since with all others. */
export async function handle(_: object, { signal }: { signal: AbortSignal }): Promise<void> {
  await hashMissingImages(signal);
  await findNearDuplicates(signal);
}
