import type pg from 'pg';
import { groupsOf } from '../near-groups.ts';
import type { OutsideGroups } from '../splits.ts';
import { walkPlaces } from '../walk-places.ts';
import { fetchRows } from './fetch-rows.ts';
import { readEarlierOf } from './read-earlier.ts';

/** How images hang together as near duplicates. */
export interface Twins {
  /** The group of each image, from 0; -1 where it has no near duplicate anywhere. */
  groups: Int32Array;
  outside: OutsideGroups;
}

/**
 * The groups of near duplicates that images of a dataset are of, given in ascending order of their ids, also by way of images of other
 * datasets: pairs that were found, but for those that an organiser said show different pictures. 8 bytes a pair are in memory. Needs a
 * transaction.
 */
export async function readTwins(
  client: pg.ClientBase,
  datasetId: string,
  imageIds: Int32Array,
): Promise<Twins> {
  const pairs: number[] = [];
  const rows = fetchRows<{ first: number; second: number }>(
    client,
    `WITH RECURSIVE reached (id) AS (
       SELECT d.image_id FROM dataset_images d JOIN near_duplicates n ON n.first_id = d.image_id WHERE d.dataset_id = $1
       UNION ALL
       SELECT d.image_id FROM dataset_images d JOIN near_duplicates n ON n.second_id = d.image_id WHERE d.dataset_id = $1
       UNION
       SELECT pair.id FROM reached r CROSS JOIN LATERAL (
         SELECT second_id AS id FROM near_duplicates WHERE first_id = r.id AND decision IS DISTINCT FROM 'different'
         UNION ALL
         SELECT first_id FROM near_duplicates WHERE second_id = r.id AND decision IS DISTINCT FROM 'different'
       ) AS pair
     )
     SELECT n.first_id AS first, n.second_id AS second FROM reached r JOIN near_duplicates n ON n.first_id = r.id
     WHERE n.decision IS DISTINCT FROM 'different'`,
    [datasetId],
  );
  for await (const { first, second } of rows) pairs.push(first, second);
  const near = groupsOf(Int32Array.from(pairs));

  const groups = new Int32Array(imageIds.length).fill(-1);
  const groupOfOther = new Map<number, number>();
  const placeOf = walkPlaces(imageIds);
  for (const [at, id] of near.members.entries()) {
    const place = placeOf(id);
    if (place >= 0) groups[place] = near.groups[at] as number;
    else groupOfOther.set(id, near.groups[at] as number);
  }
  const outside = new Uint8Array(near.count);
  for await (const { imageId, earlier } of readEarlierOf(client, [...groupOfOther.keys()])) {
    const group = groupOfOther.get(imageId) as number;
    outside[group] = (outside[group] as number) | earlier;
  }
  return { groups, outside };
}
