import type pg from 'pg';
import { updateImageCounts } from '#lib/hierarchy/server/update-image-counts';
import { rawStatementsOn } from '#lib/infra/db/raw-statements';
import { dropIndexes, RELEASE, uuid } from '../fill.ts';

const [OWNER, DATASET, CAMPAIGN, VERSION] = [uuid(0xa0), uuid(0xd0), uuid(0xc0), uuid(0xe0)];
const VOTERS = 2_000;
/** Of each ten images one is held out and one to validate on. */
const SPLIT = `CASE p % 10 WHEN 0 THEN 'test' WHEN 1 THEN 'val' ELSE 'train' END`;
/** A prime that divides neither size, so that images lie in the tables in another order than in the version. */
const STEP = 1_000_003;

/**
 * Fills a prepared database with a dataset of so many images and its frozen version, all nouns alike, two votes an image: the rows
 * that import, labelling and freeze would have written, made by the database itself.
 */
export async function fillVersion(client: pg.Client, images: number): Promise<void> {
  // What is made fits together; checking each row and keeping each index in order takes several times as long.
  await client.query(
    "SET session_replication_role = replica; SET maintenance_work_mem = '512MB'; SET synchronous_commit = off",
  );
  const tables = ['images', 'dataset_images', 'version_images', 'held_out_labels', 'units', 'votes'];
  const indexes = await dropIndexes(client, tables);
  await client.query(
    `INSERT INTO users (id, email, name, roles)
     SELECT ('00000000-0000-7000-8000-' || lpad(to_hex(n + 160), 12, '0'))::uuid, n || '@example.org', 'Voter ' || n, '{labeler}'
     FROM generate_series(0, ${VOTERS}) AS n;
     INSERT INTO sources (id, slug, title, author, license, license_url)
     VALUES (1, 'bench', 'Bench', 'Nobody', 'CC0-1.0', 'https://creativecommons.org/publicdomain/zero/1.0/');
     INSERT INTO datasets (id, slug, title, created_by) VALUES ('${DATASET}', 'bench', 'Bench', '${OWNER}');
     INSERT INTO dataset_sources VALUES ('${DATASET}', 1);
     INSERT INTO campaigns (id, slug, dataset_id, kind, title, votes_per_unit, root_synsets, created_by)
     VALUES ('${CAMPAIGN}', 'bench', '${DATASET}', 'verify', 'Bench', 7, '{}', '${OWNER}');
     CREATE TEMPORARY TABLE nouns AS
       SELECT row_number() OVER (ORDER BY md5(id)) - 1 AS n, id FROM synsets s
       WHERE NOT EXISTS (SELECT FROM synset_links l WHERE l.parent_id = s.id) ORDER BY md5(id) LIMIT ${RELEASE.nouns};
     CREATE TEMPORARY TABLE made AS
       SELECT p::int, (1 + p::bigint * ${STEP} % ${images})::int AS image_id, n.id AS synset_id, ${SPLIT} AS split,
              round((1 - 0.2 * random() ^ 3)::numeric, 3)::float AS confidence
       FROM generate_series(0, ${images - 1}) AS p
       JOIN nouns n ON n.n = (hashint4(p::int)::bigint + 2147483648) % ${RELEASE.nouns};
     INSERT INTO images (id, sha256, mime, bytes, width, height, source_id, source_ref)
       SELECT i, encode(sha256(i::text::bytea), 'hex'), 'image/jpeg', 60000, 400, 350, 1, i || '.jpg'
       FROM generate_series(1, ${images}) AS i;
     INSERT INTO dataset_images (dataset_id, image_id) SELECT '${DATASET}', i FROM generate_series(1, ${images}) AS i;
     INSERT INTO dataset_versions (id, dataset_id, number, state, options, train_count, val_count, test_count, class_count,
                                   created_by, frozen_at)
       SELECT '${VERSION}', '${DATASET}', 1, 'done', '{}', count(*) FILTER (WHERE split = 'train'),
              count(*) FILTER (WHERE split = 'val'), count(*) FILTER (WHERE split = 'test'), ${RELEASE.nouns}, '${OWNER}', now()
       FROM made;
     INSERT INTO version_classes (version_id, position, synset_id, train_count, val_count, test_count)
       SELECT '${VERSION}', row_number() OVER (ORDER BY synset_id) - 1, synset_id, count(*) FILTER (WHERE split = 'train'),
              count(*) FILTER (WHERE split = 'val'), count(*) FILTER (WHERE split = 'test')
       FROM made GROUP BY synset_id;
     INSERT INTO version_images (version_id, position, image_id, split, synset_id, confidence, simulated)
       SELECT '${VERSION}', p, image_id, split::"Split", CASE WHEN split <> 'test' THEN synset_id END,
              CASE WHEN split <> 'test' THEN confidence END, false
       FROM made ORDER BY image_id;
     INSERT INTO held_out_labels (version_id, image_id, synset_id, confidence)
       SELECT '${VERSION}', image_id, synset_id, confidence FROM made WHERE split = 'test' ORDER BY image_id;
     INSERT INTO units (id, campaign_id, image_id, synset_id, state, vote_count, answer, confidence, settled_at)
       SELECT image_id, '${CAMPAIGN}', image_id, synset_id, 'settled', 2, 'yes', confidence, '2026-01-01'
       FROM made ORDER BY image_id;
     INSERT INTO votes (unit_id, user_id, answer, milliseconds, created_at)
       SELECT i, ('00000000-0000-7000-8000-' || lpad(to_hex(161 + (i + 277 * nth) % ${VOTERS}), 12, '0'))::uuid, 'yes', 900, '2026-01-01'
       FROM generate_series(1, ${images}) AS i, generate_series(0, 1) AS nth`,
  );
  for (const index of indexes) await client.query(index);
  await client.query('ANALYZE version_images, version_classes, held_out_labels, dataset_versions');
  await updateImageCounts(rawStatementsOn(client));
  await client.query('SET session_replication_role = DEFAULT; DROP TABLE made; DROP TABLE nouns');
  await client.query('VACUUM ANALYZE');
  await client.query('CHECKPOINT');
}
