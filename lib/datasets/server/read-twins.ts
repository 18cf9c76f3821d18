import type pg from 'pg';
import { groupsOf } from '../near-groups.ts';
import type { Earlier } from '../splits.ts';
import { readEarlierSplits } from './read-verdicts.ts';

/** How images hang together as near duplicates. */
export interface Twins {
  /** The group of each image that has a near duplicate anywhere. */
  groupOf: ReadonlyMap<number, number>;
  /** What became of images of a group that are not among those asked about. */
  outside: ReadonlyMap<number, ReadonlySet<Earlier>>;
}

/**
 * The groups of near duplicates that some images are of, also by way of images of other datasets: pairs that were found, but for
 * those that an organiser said show different pictures.
 */
export async function readTwins(client: pg.ClientBase, imageIds: readonly number[]): Promise<Twins> {
  const { rows } = await client.query<{ first: number; second: number }>(
    `WITH RECURSIVE reached (id) AS (
       SELECT asked FROM unnest($1::int[]) AS asked
       WHERE EXISTS (SELECT FROM near_duplicates WHERE first_id = asked) OR EXISTS (SELECT FROM near_duplicates WHERE second_id = asked)
       UNION
       SELECT pair.id FROM reached r CROSS JOIN LATERAL (
         SELECT second_id AS id FROM near_duplicates WHERE first_id = r.id AND decision IS DISTINCT FROM 'different'
         UNION ALL
         SELECT first_id FROM near_duplicates WHERE second_id = r.id AND decision IS DISTINCT FROM 'different'
       ) AS pair
     )
     SELECT n.first_id AS first, n.second_id AS second FROM reached r JOIN near_duplicates n ON n.first_id = r.id
     WHERE n.decision IS DISTINCT FROM 'different' ORDER BY 1, 2`,
    [imageIds],
  );
  const groupOf = groupsOf(rows.map(({ first, second }) => [first, second] as const));
  const asked = new Set(imageIds);
  const others = [...groupOf.keys()].filter((id) => !asked.has(id));
  const outside = new Map<number, Set<Earlier>>();
  for (const [id, earlier] of await readEarlierSplits(client, others)) {
    const group = groupOf.get(id) as number;
    outside.set(group, (outside.get(group) ?? new Set()).add(earlier));
  }
  return { groupOf, outside };
}
