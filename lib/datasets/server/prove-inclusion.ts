import { AppError } from '#lib/core/errors';
import { pool } from '#lib/infra/db/client';
import type { InclusionProof } from '../inclusion-proof.ts';
import { leafHash, merklePath } from '../merkle.ts';
import { findDoneVersion } from './find-version.ts';
import { STRETCH } from './write-leaves.ts';

/** Bytes of a SHA-256. */
const BYTES = 32;

/**
 * The proof that an image belongs to a done version. For everybody: which images a version has is public, held-out ones too, and
 * a proof says nothing of what they show. Throws AppError `no-such-version`, `not-in-version`, and `no-root-yet` for a version
 * of old whose tree is still to be made.
 */
export async function proveInclusion(slug: string, number: number, sha256: string): Promise<InclusionProof> {
  const version = await findDoneVersion(slug, number);
  if (!version.merkleRoot) {
    throw new AppError(
      'unavailable',
      'no-root-yet',
      `The Merkle root of version ${number} of ${slug} is still to be made: ask again in a minute.`,
    );
  }
  const name = Buffer.from(sha256, 'hex');
  const [{ rows: found }, { rows: stretches }] = await Promise.all([
    pool().query<{ number: number; sha256s: Buffer }>(
      `SELECT number, sha256s FROM version_leaves WHERE version_id = $1 AND first <= $2
       ORDER BY first DESC LIMIT 1`,
      [version.id, name],
    ),
    pool().query<{ root: Buffer }>('SELECT root FROM version_leaves WHERE version_id = $1 ORDER BY number', [
      version.id,
    ]),
  ]);
  const stretch = found[0];
  const at = stretch ? placeOf(name, stretch.sha256s) : -1;
  if (!stretch || at < 0) {
    throw new AppError(
      'not-found',
      'not-in-version',
      `Version ${number} of ${slug} has no image ${sha256}. The name of an image is the SHA-256 of its bytes as the dataset has them.`,
    );
  }
  const leaves = Array.from({ length: stretch.sha256s.length / BYTES }, (_, leaf) =>
    leafHash(stretch.sha256s.subarray(leaf * BYTES, (leaf + 1) * BYTES)),
  );
  const above = stretches.map(({ root }) => root);
  const path = [...merklePath(leaves, at), ...merklePath(above, stretch.number)];
  return {
    dataset: slug,
    version: number,
    sha256,
    index: stretch.number * STRETCH + at,
    images: version.trainCount + version.valCount + version.testCount,
    path: path.map((hash) => hash.toString('hex')),
    root: version.merkleRoot,
  };
}

/** Which of the hashes that stand one after the other is this one; -1 where none is. */
function placeOf(name: Buffer, sha256s: Buffer): number {
  for (let at = 0; at * BYTES < sha256s.length; at++) {
    if (name.equals(sha256s.subarray(at * BYTES, (at + 1) * BYTES))) return at;
  }
  return -1;
}
