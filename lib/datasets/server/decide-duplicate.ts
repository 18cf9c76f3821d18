import { AppError } from '#lib/core/errors';
import { assertRole, type Person } from '#lib/identity/person';
import { pool } from '#lib/infra/db/client';
import type { DecideDuplicate, DuplicateDecision } from '../duplicate-pair.ts';
import { findDataset } from './find-dataset.ts';

/**
 * Says whether two images that look alike show the same picture, or takes that back. For organisers. What is decided holds for
 * every dataset from the next freeze on; versions that are frozen stay. Throws AppError `no-such-pair`.
 */
export async function decideDuplicate(
  person: Person | null,
  { slug, first, second, decision }: DecideDuplicate & { slug: string },
): Promise<{ decision: DuplicateDecision | null }> {
  assertRole(person, 'organiser');
  const { id } = await findDataset(slug);
  const { rowCount } = await pool().query(
    `UPDATE near_duplicates n SET decision = $4::"DuplicateDecision",
            decided_by = CASE WHEN $4 IS NOT NULL THEN $5::uuid END, decided_at = CASE WHEN $4 IS NOT NULL THEN now() END
     FROM images a, images b
     WHERE a.id = n.first_id AND b.id = n.second_id AND (a.sha256, b.sha256) IN (($2, $3), ($3, $2))
       AND EXISTS (SELECT FROM dataset_images d WHERE d.dataset_id = $1 AND d.image_id IN (n.first_id, n.second_id))`,
    [id, first, second, decision, person.id],
  );
  if (rowCount === 0) {
    throw new AppError(
      'not-found',
      'no-such-pair',
      `${first} and ${second} are no pair of images of ${slug} that look alike: pairs are listed under /organise/datasets/${slug}/duplicates.`,
    );
  }
  return { decision };
}
