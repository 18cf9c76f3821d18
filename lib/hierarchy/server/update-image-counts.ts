import { newestVersions } from '#lib/datasets/server/newest-versions';
import { Prisma } from '#lib/infra/db/generated/client';
import type { RawStatements } from '#lib/infra/db/raw-statements';

/** How many images stand for a subtree. */
const COVERS = 4;

/**
 * Brings what is kept of the public images of all nouns up to what the newest versions of the datasets still hold, writing only
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
      SELECT c.synset_id, sum(c.train_count + c.val_count - c.missing_train - c.missing_val)::int AS images
      FROM version_classes c
      JOIN ${newestVersions} v ON v.id = c.version_id
      WHERE c.train_count + c.val_count > c.missing_train + c.missing_val
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

/**
 * Takes the images of a takedown out of what is kept of the public images of nouns: lowers the numbers of their nouns and of all above
 * them, and chooses other covers where they stood for a noun. Reads no other images than these and the first of some classes.
 * To be called once, within the transaction that takes them down.
 */
export async function lowerImageCounts(tx: RawStatements, takedownId: number): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('synset_image_counts'))`;
  const gone = Prisma.sql`
    gone AS (
      SELECT i.version_id, i.synset_id, count(*)::int AS images,
        count(*) FILTER (WHERE i.confidence >= 0.9)::int AS sure_90,
        count(*) FILTER (WHERE i.confidence >= 0.99)::int AS sure_99
      FROM images t
      JOIN version_images i ON i.image_id = t.id AND i.synset_id IS NOT NULL
      JOIN ${newestVersions} v ON v.id = i.version_id
      WHERE t.takedown_id = ${takedownId}
      GROUP BY i.version_id, i.synset_id
    )`;
  await tx.$executeRaw`
    WITH ${gone}, lower AS (
      SELECT k.ancestor_id, sum(g.images)::int AS subtree,
        coalesce(sum(g.images) FILTER (WHERE g.synset_id = k.ancestor_id), 0)::int AS direct
      FROM gone g JOIN synset_closure k ON k.descendant_id = g.synset_id GROUP BY k.ancestor_id
    )
    UPDATE synset_image_counts c SET direct = c.direct - l.direct, subtree = c.subtree - l.subtree
    FROM lower l WHERE c.synset_id = l.ancestor_id`;
  await tx.$executeRaw`
    WITH ${gone}, lower AS (
      SELECT k.ancestor_id, g.version_id, sum(g.images)::int AS images, sum(g.sure_90)::int AS sure_90,
        sum(g.sure_99)::int AS sure_99
      FROM gone g JOIN synset_closure k ON k.descendant_id = g.synset_id GROUP BY k.ancestor_id, g.version_id
    )
    UPDATE synset_shares s
    SET images = s.images - l.images, sure = ARRAY[s.sure[1] - l.sure_90, s.sure[2] - l.sure_99]
    FROM lower l WHERE s.synset_id = l.ancestor_id AND s.version_id = l.version_id`;
  await tx.$executeRaw`DELETE FROM synset_image_counts WHERE subtree = 0`;
  await updateCovers(
    tx,
    Prisma.sql`
      SELECT synset_id FROM synset_image_counts WHERE EXISTS (
        SELECT FROM unnest(covers) AS cover JOIN images t ON t.id = cover AND t.takedown_id = ${takedownId}
      )`,
  );
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

/**
 * Chooses the covers of these nouns, or of all: takes the first of each class and of these the first of each subtree, a few rows a class,
 * however many images there are.
 */
async function updateCovers(
  tx: RawStatements,
  nouns = Prisma.sql`SELECT synset_id FROM synset_image_counts`,
): Promise<void> {
  await tx.$executeRaw`
    WITH wanted AS MATERIALIZED (${nouns}), lines AS (
      SELECT k.ancestor_id, k.descendant_id FROM synset_closure k JOIN wanted w ON w.synset_id = k.ancestor_id
    ), firsts AS (
      SELECT c.synset_id, i.image_id, i.position
      FROM ${newestVersions} v
      JOIN version_classes c ON c.version_id = v.id AND c.synset_id IN (SELECT descendant_id FROM lines)
      CROSS JOIN LATERAL (
        SELECT o.image_id, o.position FROM version_images o
        WHERE o.version_id = v.id AND o.synset_id = c.synset_id
          AND NOT EXISTS (SELECT FROM held_out_labels h WHERE h.image_id = o.image_id)
          AND NOT EXISTS (SELECT FROM images t WHERE t.id = o.image_id AND t.takedown_id IS NOT NULL)
        ORDER BY o.position LIMIT ${COVERS}
      ) i
    ), ranked AS (
      SELECT l.ancestor_id, f.image_id,
        row_number() OVER (PARTITION BY l.ancestor_id ORDER BY min(f.position), f.image_id) AS place
      FROM firsts f
      JOIN lines l ON l.descendant_id = f.synset_id
      GROUP BY l.ancestor_id, f.image_id
    ), chosen AS (
      SELECT w.synset_id, coalesce(array_agg(r.image_id ORDER BY r.place) FILTER (WHERE r.place <= ${COVERS}), '{}') AS covers
      FROM wanted w LEFT JOIN ranked r ON r.ancestor_id = w.synset_id GROUP BY w.synset_id
    )
    UPDATE synset_image_counts s SET covers = c.covers
    FROM chosen c WHERE c.synset_id = s.synset_id AND s.covers <> c.covers`;
}
