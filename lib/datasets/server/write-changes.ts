import type pg from 'pg';
import type { VersionChanges } from '../freeze-report.ts';

/**
 * Writes by noun in how far the images to train and validate on differ from those of the last done version of the dataset,
 * and gives the sums; of held-out images sums alone, since which noun gained or lost one would tell what it shows. Null for a
 * first version. Needs the transaction in which the version's rows were written.
 */
export async function writeChanges(
  client: pg.ClientBase,
  version: { id: string; datasetId: string; number: number },
): Promise<VersionChanges | null> {
  const { rows: before } = await client.query<{ id: string; number: number }>(
    `SELECT id, number FROM dataset_versions
     WHERE dataset_id = $1 AND state = 'done' AND number < $2 ORDER BY number DESC LIMIT 1`,
    [version.datasetId, version.number],
  );
  const last = before[0];
  if (!last) return null;
  await client.query(
    `INSERT INTO version_changes (version_id, synset_id, added, removed, gained, lost)
     SELECT $1, noun, count(*) FILTER (WHERE what = 'added'), count(*) FILTER (WHERE what = 'removed'),
            count(*) FILTER (WHERE what = 'gained'), count(*) FILTER (WHERE what = 'lost')
     FROM (
       SELECT n.synset_id AS noun, CASE WHEN o.image_id IS NULL THEN 'added' ELSE 'gained' END AS what
       FROM ${open('$1')} n LEFT JOIN ${open('$2')} o USING (image_id)
       WHERE o.image_id IS NULL OR o.synset_id <> n.synset_id
       UNION ALL
       SELECT o.synset_id, CASE WHEN n.image_id IS NULL THEN 'removed' ELSE 'lost' END
       FROM ${open('$2')} o LEFT JOIN ${open('$1')} n USING (image_id)
       WHERE n.image_id IS NULL OR n.synset_id <> o.synset_id
     ) AS changed GROUP BY noun`,
    [version.id, last.id],
  );
  const { rows } = await client.query<{
    added: number;
    removed: number;
    relabelled: number;
    testAdded: number;
    testRemoved: number;
    testRelabelled: number;
  }>(
    `SELECT c.*, h.* FROM (
       SELECT coalesce(sum(added), 0)::int AS added, coalesce(sum(removed), 0)::int AS removed,
              coalesce(sum(gained), 0)::int AS relabelled
       FROM version_changes WHERE version_id = $1
     ) AS c, (
       SELECT count(*) FILTER (WHERE o.image_id IS NULL)::int AS "testAdded",
              count(*) FILTER (WHERE n.image_id IS NULL)::int AS "testRemoved",
              count(*) FILTER (WHERE n.synset_id <> o.synset_id)::int AS "testRelabelled"
       FROM (SELECT image_id, synset_id FROM held_out_labels WHERE version_id = $1) AS n
       FULL JOIN (SELECT image_id, synset_id FROM held_out_labels WHERE version_id = $2) AS o USING (image_id)
     ) AS h`,
    [version.id, last.id],
  );
  const { added, removed, relabelled, testAdded, testRemoved, testRelabelled } =
    rows[0] as (typeof rows)[number];
  return {
    since: last.number,
    open: { added, removed, relabelled },
    heldOut: { added: testAdded, removed: testRemoved, relabelled: testRelabelled },
  };
}

const open = (version: string) =>
  `(SELECT image_id, synset_id FROM version_images WHERE version_id = ${version} AND split <> 'test')`;
