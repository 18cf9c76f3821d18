import { newestVersions } from '#lib/datasets/server/newest-versions';
import type { RawStatements } from '#lib/infra/db/raw-statements';

/**
 * Brings the numbers of public images of all nouns up to what the newest versions of the datasets hold, writing only
 * those that changed. Sums what each version counted of its classes, so that its cost does not grow with the images.
 *
 * To be called within the transaction that makes a version the newest, after its classes are written. Another such
 * transaction waits until this one ends, so that neither counts without the other (isolation: read committed).
 */
export async function updateImageCounts(tx: RawStatements): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('synset_image_counts'))`;
  await tx.$executeRaw`
    WITH direct AS (
      SELECT c.synset_id, sum(c.train_count + c.val_count)::int AS images
      FROM version_classes c
      JOIN ${newestVersions} v ON v.id = c.version_id
      WHERE c.train_count + c.val_count > 0
      GROUP BY c.synset_id
    ), subtree AS (
      SELECT k.ancestor_id AS synset_id, sum(d.images)::int AS images
      FROM direct d
      JOIN synset_closure k ON k.descendant_id = d.synset_id
      GROUP BY k.ancestor_id
    ), emptied AS (
      DELETE FROM synset_image_counts WHERE synset_id NOT IN (SELECT synset_id FROM subtree)
    )
    INSERT INTO synset_image_counts AS counts (synset_id, direct, subtree)
    SELECT s.synset_id, coalesce(d.images, 0), s.images
    FROM subtree s
    LEFT JOIN direct d USING (synset_id)
    ON CONFLICT (synset_id) DO UPDATE SET direct = excluded.direct, subtree = excluded.subtree
    WHERE (counts.direct, counts.subtree) <> (excluded.direct, excluded.subtree)`;
}
