import type pg from 'pg';

/** Says that a dataset has images of the sources of these, in the transaction that puts them there. */
export async function keepSources(
  client: pg.ClientBase,
  datasetId: string,
  imageIds: readonly number[],
): Promise<void> {
  // Looking first, so that two who add images of one source need not wait for each other.
  await client.query(
    `INSERT INTO dataset_sources (dataset_id, source_id)
     SELECT DISTINCT $1::uuid, i.source_id FROM images i
     WHERE i.id = ANY ($2::int[])
       AND NOT EXISTS (SELECT FROM dataset_sources s WHERE s.dataset_id = $1 AND s.source_id = i.source_id)
     ON CONFLICT DO NOTHING`,
    [datasetId, imageIds],
  );
}
