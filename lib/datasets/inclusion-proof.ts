import { z } from 'zod';
import { AppError } from '#lib/core/errors';
import { sha256Schema } from '#lib/images/sha256';
import { leafHash, rootOfPath } from './merkle.ts';

/**
 * What proves that an image belongs to a version: the leaves of the version's Merkle tree are the SHA-256 of its images, 32
 * bytes each, in ascending order; `path` leads from the one at `index` of `images` to the root (RFC 6962 with SHA-256).
 */
export const inclusionProofSchema = z.object({
  dataset: z.string(),
  version: z.number().int(),
  sha256: sha256Schema,
  index: z.number().int().min(0),
  images: z.number().int().min(1).max(Number.MAX_SAFE_INTEGER),
  path: z.array(sha256Schema).max(64),
  root: sha256Schema,
});
export type InclusionProof = z.infer<typeof inclusionProofSchema>;

/** The leaf of an image in the tree of a version. */
export function imageLeaf(sha256: string): Buffer {
  return leafHash(Buffer.from(sha256, 'hex'));
}

/**
 * Checks a proof against a root that is trusted and the hash of the file in hand. Throws AppError `another-image` where it
 * was made for other bytes, `proof-does-not-lead-to-root` where it does not hold.
 */
export function checkInclusion(
  proof: InclusionProof,
  { sha256, root }: { sha256: string; root: string },
): void {
  if (proof.sha256 !== sha256) {
    throw new AppError(
      'invalid',
      'another-image',
      `The file’s SHA-256 is ${sha256}, but the proof is about ${proof.sha256}. Take the file as the dataset has it ` +
        '(metadata was taken out of it), or get the proof of this one.',
    );
  }
  const { index, images: size } = proof;
  const path = proof.path.map((hash) => Buffer.from(hash, 'hex'));
  const reached = rootOfPath(imageLeaf(sha256), { index, size, path })?.toString('hex');
  if (reached === root) return;
  throw new AppError(
    'invalid',
    'proof-does-not-lead-to-root',
    reached
      ? `The proof leads to the root ${reached}, not to ${root}: it is of another version, or was changed.`
      : `The proof has not as many steps as place ${index} of ${size} needs: it was changed. Get it anew.`,
  );
}
