import type pg from 'pg';

/**
 * Keeps images of a dataset for train from now on, since somebody is told their label or a model votes on it; gives the ids of
 * those that are. Left out is what some version has in val or holds out, which cannot be kept in train any more, and what is not in
 * the dataset. Waits for a freeze that is under way, so that none can give such an image another split.
 */
export async function keepInTrain(
  client: pg.ClientBase,
  datasetId: string,
  imageIds: readonly number[],
): Promise<number[]> {
  await waitForFreeze(client);
  const { rows } = await client.query<{ imageId: number }>(
    `${keep('SELECT unnest($2::int[])')} RETURNING d.image_id AS "imageId"`,
    [datasetId, imageIds],
  );
  return rows.map(({ imageId }) => imageId);
}

/**
 * The same for the images that a statement selects, however many: its one column are their ids, its parameters begin at $2 with
 * `values`, $1 being the dataset. Gives how many are kept.
 */
export async function keepSelectedInTrain(
  client: pg.ClientBase,
  datasetId: string,
  select: string,
  values: readonly unknown[],
): Promise<number> {
  await waitForFreeze(client);
  const { rowCount } = await client.query(keep(select), [datasetId, ...values]);
  return rowCount ?? 0;
}

async function waitForFreeze(client: pg.ClientBase): Promise<void> {
  await client.query(`SELECT pg_advisory_xact_lock_shared(hashtext('freeze-version'))`);
}

/** A condition: some version has this image in val or holds it out, so that it can be kept in train no more. */
export const isOutOfTrain = (imageId: string) => `EXISTS (
    SELECT FROM version_images i JOIN dataset_versions v ON v.id = i.version_id AND v.state = 'done'
    WHERE i.image_id = ${imageId} AND i.split <> 'train'
  )`;

const keep = (select: string) => `
  UPDATE dataset_images d SET train_only = true
  WHERE d.dataset_id = $1 AND d.image_id IN (${select}) AND NOT ${isOutOfTrain('d.image_id')}`;
