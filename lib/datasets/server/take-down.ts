import type pg from 'pg';
import { AppError } from '#lib/core/errors';
import { lowerImageCounts } from '#lib/hierarchy/server/update-image-counts';
import { assertRole, type Person } from '#lib/identity/person';
import { pool } from '#lib/infra/db/client';
import { rawStatementsOn } from '#lib/infra/db/raw-statements';
import { transaction } from '#lib/infra/db/transaction';
import { enqueue } from '#lib/jobs/enqueue';
import { finishTakedownJob } from '../jobs.ts';
import type { TakedownInput, TakedownKind, TakenDown } from '../takedown.ts';

/**
 * Takes images down for good: one, all of a source, or all of an author. For organisers. At once nobody is shown them any more,
 * they are out of their datasets, versions say how many they miss, and nouns have fewer; a worker then removes the bytes and computes scores
 * again. What stays is a tombstone: the image's hash, when and why. Which version had it stays provable. Throws AppError
 * `nothing-to-take-down` where there is no such image that is not down already.
 */
export async function takeDown(
  person: Person | null,
  { kind, what, reason }: TakedownInput,
): Promise<{ id: number; images: number }> {
  assertRole(person, 'organiser');
  const takedown = await transaction(async (client) => {
    // A freeze reads what a dataset has: one after the other.
    await client.query(`SELECT pg_advisory_xact_lock(hashtext('freeze-version'))`);
    // What is asked for meanwhile waits: an export that begins knows what is gone, or is cancelled.
    await client.query(`SELECT pg_advisory_xact_lock(hashtext('takedown'))`);
    const { rows } = await client.query<{ id: number }>(
      'INSERT INTO takedowns (kind, what, reason, images, by_id) VALUES ($1, $2, $3, 0, $4) RETURNING id',
      [kind, what, reason, person.id],
    );
    const { id } = rows[0] as { id: number };
    const { rowCount: images } = await client.query(
      `UPDATE images SET takedown_id = $1, source_ref = '' WHERE takedown_id IS NULL AND ${chosen[kind]('$2')}`,
      [id, what],
    );
    if (!images) throw nothingThere(kind, what);
    await client.query('UPDATE takedowns SET images = $2 WHERE id = $1', [id, images]);
    await takeOut(client, id);
    return { id, images };
  });
  await enqueue(finishTakedownJob, { takedownId: takedown.id }, `takedown-${takedown.id}`);
  return takedown;
}

/** How many images a takedown would be of: those that are not down already. Organisers only. */
export async function countTakedown(person: Person | null, { kind, what }: TakenDown): Promise<number> {
  assertRole(person, 'organiser');
  const { rows } = await pool().query<{ images: number }>(
    `SELECT count(*)::int AS images FROM images WHERE takedown_id IS NULL AND ${chosen[kind]('$1')}`,
    [what],
  );
  return rows[0]?.images ?? 0;
}

/** The condition on images by kind; `what` is the parameter that names them. */
const chosen: Record<TakedownKind, (what: `$${number}`) => string> = {
  image: (what) => `sha256 = ${what}`,
  source: (what) => `source_id IN (SELECT id FROM sources WHERE slug = ${what})`,
  author: (what) => `source_id IN (SELECT id FROM sources WHERE author = ${what})`,
};

async function takeOut(client: pg.ClientBase, takedownId: number): Promise<void> {
  const tombs = '(SELECT id FROM images WHERE takedown_id = $1)';
  for (const table of ['import_waiting', 'dataset_candidates', 'dataset_images', 'noun_examples'])
    await client.query(`DELETE FROM ${table} WHERE image_id IN ${tombs}`, [takedownId]);
  await client.query(
    `UPDATE dataset_versions v SET missing_train = v.missing_train + m.train, missing_val = v.missing_val + m.val,
            missing_test = v.missing_test + m.test
     FROM (
       SELECT version_id, count(*) FILTER (WHERE split = 'train') AS train, count(*) FILTER (WHERE split = 'val') AS val,
              count(*) FILTER (WHERE split = 'test') AS test
       FROM version_images WHERE image_id IN ${tombs} GROUP BY version_id
     ) AS m WHERE m.version_id = v.id`,
    [takedownId],
  );
  // Of held-out images the version's own number alone: those of nouns would tell what they showed.
  await client.query(
    `UPDATE version_classes c SET missing_train = c.missing_train + m.train, missing_val = c.missing_val + m.val
     FROM (
       SELECT version_id, synset_id, count(*) FILTER (WHERE split = 'train') AS train, count(*) FILTER (WHERE split = 'val') AS val
       FROM version_images WHERE image_id IN ${tombs} AND split <> 'test' GROUP BY version_id, synset_id
     ) AS m WHERE m.version_id = c.version_id AND m.synset_id = c.synset_id`,
    [takedownId],
  );
  await lowerImageCounts(rawStatementsOn(client), takedownId);
  await client.query(
    `UPDATE exports SET state = 'cancelled', error = 'Images of the version were taken down: ask for it again.'
     WHERE state IN ('queued', 'running', 'done') AND version_id IN (SELECT version_id FROM version_images WHERE image_id IN ${tombs})`,
    [takedownId],
  );
}

function nothingThere(kind: TakedownKind, what: string): AppError {
  const named = { image: `image ${what}`, source: `image of the source ${what}`, author: `image by ${what}` };
  return new AppError(
    'not-found',
    'nothing-to-take-down',
    `There is no ${named[kind]} that has not been taken down already. Images are named by their SHA-256, sources by their slug, authors as the source names them.`,
    { details: { field: 'what' } },
  );
}
