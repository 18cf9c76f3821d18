import { newestVersions } from '#lib/datasets/server/newest-versions';
import type { RawStatements } from '#lib/infra/db/raw-statements';

/** How many images stand for a subtree. */
const COVERS = 4;

/**
 * Brings what is kept of the public images of all nouns up to what the newest versions of the datasets hold, writing only
 * what changed: their numbers, summed from what each version counted of its classes; what each version has of a subtree, counted
 * once a version; and the first images of each subtree.
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
  await updateShares(tx);
  await updateCovers(tx);
}

async function updateShares(tx: RawStatements): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM synset_shares WHERE version_id NOT IN (SELECT id FROM ${newestVersions} v)`;
  await tx.$executeRaw`
    WITH classes AS (
      SELECT i.version_id, i.synset_id, count(*)::int AS images,
        count(*) FILTER (WHERE i.confidence >= 0.9)::int AS sure_90,
        count(*) FILTER (WHERE i.confidence >= 0.99)::int AS sure_99
      FROM version_images i
      JOIN ${newestVersions} v ON v.id = i.version_id
      WHERE i.synset_id IS NOT NULL AND NOT EXISTS (SELECT FROM synset_shares s WHERE s.version_id = v.id)
      GROUP BY i.version_id, i.synset_id
    ), totals AS (
      SELECT version_id, sum(images)::int AS images FROM classes GROUP BY version_id
    )
    INSERT INTO synset_shares (synset_id, version_id, nouns, images, sure, whole)
    SELECT k.ancestor_id, c.version_id, count(*), sum(c.images), ARRAY[sum(c.sure_90), sum(c.sure_99)],
      sum(c.images) = t.images
    FROM classes c
    JOIN totals t USING (version_id)
    JOIN synset_closure k ON k.descendant_id = c.synset_id
    GROUP BY k.ancestor_id, c.version_id, t.images`;
}

/** Takes the first of each class and of these the first of each subtree: a few rows a class, however many images there are. */
async function updateCovers(tx: RawStatements): Promise<void> {
  await tx.$executeRaw`
    WITH firsts AS (
      SELECT c.synset_id, i.image_id, i.position
      FROM ${newestVersions} v
      JOIN version_classes c ON c.version_id = v.id
      CROSS JOIN LATERAL (
        SELECT o.image_id, o.position FROM version_images o
        WHERE o.version_id = v.id AND o.synset_id = c.synset_id
          AND NOT EXISTS (SELECT FROM held_out_labels h WHERE h.image_id = o.image_id)
          AND NOT EXISTS (SELECT FROM images t WHERE t.id = o.image_id AND t.takedown_id IS NOT NULL)
        ORDER BY o.position LIMIT ${COVERS}
      ) i
    ), ranked AS (
      SELECT k.ancestor_id, f.image_id,
        row_number() OVER (PARTITION BY k.ancestor_id ORDER BY min(f.position), f.image_id) AS place
      FROM firsts f
      JOIN synset_closure k ON k.descendant_id = f.synset_id
      GROUP BY k.ancestor_id, f.image_id
    )
    UPDATE synset_image_counts s SET covers = c.covers
    FROM (
      SELECT ancestor_id, array_agg(image_id ORDER BY place) AS covers FROM ranked WHERE place <= ${COVERS} GROUP BY 1
    ) c
    WHERE c.ancestor_id = s.synset_id AND s.covers <> c.covers`;
}
