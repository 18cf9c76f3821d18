import { AppError } from '#lib/core/errors';
import type { Person } from '#lib/identity/person';
import { db } from '#lib/infra/db/client';
import { findVisibleSubmission } from './submission-access.ts';

/** An image that a submission may be explained on, with its public label. */
export interface ExplainedImage {
  imageId: number;
  sha256: string;
  synsetId: string;
}

/**
 * Finds an image of train or val of a submission's dataset version, held out nowhere and not taken down. Throws AppError
 * `no-such-submission`, `not-scored-yet` where the model was not run yet, and `image-not-public` for any other image.
 */
export async function findExplainedImage(
  person: Person | null,
  submissionId: string,
  sha256: string,
): Promise<ExplainedImage> {
  await findExplainable(person, submissionId);
  const [image] = await db().$queryRaw<{ id: number; synsetId: string }[]>`
    SELECT i.id, v.synset_id AS "synsetId" FROM submissions s
    JOIN entries e ON e.id = s.entry_id
    JOIN challenges c ON c.id = e.challenge_id
    JOIN images i ON i.sha256 = ${sha256} AND i.takedown_id IS NULL
    JOIN version_images v ON v.version_id = c.version_id AND v.image_id = i.id AND v.split IN ('train', 'val')
    WHERE s.id = ${submissionId}::uuid AND NOT EXISTS (SELECT FROM held_out_labels h WHERE h.image_id = i.id)`;
  if (image) return { imageId: image.id, sha256, synsetId: image.synsetId };
  throw new AppError(
    'not-found',
    'image-not-public',
    `The image ${sha256} is no train or val image of the challenge's dataset: what a model says is explained on images whose label is public. Choose one on the submission's page “Why”.`,
  );
}

/** Refuses a submission that one may not see, and one that no model was run of yet. */
export async function findExplainable(person: Person | null, submissionId: string): Promise<void> {
  const { state } = await findVisibleSubmission(person, submissionId);
  if (state === 'scored') return;
  throw new AppError(
    'conflict',
    'not-scored-yet',
    `The submission is ${state}: what a model says is explained once it is scored.`,
  );
}
