import type pg from 'pg';
import { earlier } from '../splits.ts';
import { fetchRows } from './fetch-rows.ts';

/** An image of which something became before; see `earlier` in splits.ts. */
interface EarlierRow {
  imageId: number;
  earlier: number;
}

/**
 * What became in any dataset of the images of one, in the order of their ids: held out by a done version, kept for train alone, or
 * shown with their label, the first of these that holds. Others do not come. Needs a transaction.
 */
export function readEarlier(client: pg.ClientBase, datasetId: string): AsyncGenerator<EarlierRow> {
  return fetchRows(client, became('SELECT o.image_id FROM dataset_images o WHERE o.dataset_id = $1'), [
    datasetId,
  ]);
}

/** The same of these images. */
export function readEarlierOf(
  client: pg.ClientBase,
  imageIds: readonly number[],
): AsyncGenerator<EarlierRow> {
  return fetchRows(client, became('SELECT unnest($1::int[])'), [imageIds]);
}

const became = (among: string) => `
  SELECT image_id AS "imageId",
         CASE min(place) WHEN 1 THEN ${earlier.test} WHEN 2 THEN ${earlier.trainOnly} ELSE ${earlier.shown} END AS earlier
  FROM (
    SELECT i.image_id, CASE WHEN i.split = 'test' THEN 1 ELSE 3 END AS place
    FROM version_images i JOIN dataset_versions v ON v.id = i.version_id AND v.state = 'done'
    UNION ALL
    SELECT d.image_id, 2 FROM dataset_images d WHERE d.train_only
  ) AS known
  WHERE image_id IN (${among}) GROUP BY image_id ORDER BY image_id`;
