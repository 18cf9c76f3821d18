import type pg from 'pg';
import type { FreezeReport } from '../freeze-report.ts';

type Labelling = Pick<FreezeReport, 'images' | 'units' | 'votes' | 'labelers' | 'simulatedLabelers'>;

/** How a dataset's settled units came about: how many of which kind, and who voted how often. */
export async function countLabelling(client: pg.ClientBase, datasetId: string): Promise<Labelling> {
  const { rows } = await client.query<{
    images: number;
    verify: number;
    classify: number;
    votes: number;
    labelers: number;
    simulated: number;
  }>(
    `WITH settled AS (
       SELECT u.id, c.kind FROM units u JOIN campaigns c ON c.id = u.campaign_id
       WHERE c.dataset_id = $1 AND u.state = 'settled'
         AND NOT EXISTS (SELECT FROM gold g WHERE g.unit_id = u.id AND g.origin = 'inserted')
     ), voters AS (
       SELECT v.user_id, p.simulated, count(*) AS votes
       FROM settled JOIN votes v ON v.unit_id = settled.id JOIN users p ON p.id = v.user_id
       GROUP BY 1, 2
     )
     SELECT (SELECT count(*) FROM dataset_images WHERE dataset_id = $1)::int AS images,
            (SELECT count(*) FROM settled WHERE kind = 'verify')::int AS verify,
            (SELECT count(*) FROM settled WHERE kind = 'classify')::int AS classify,
            (SELECT coalesce(sum(votes), 0) FROM voters)::int AS votes,
            (SELECT count(*) FROM voters)::int AS labelers,
            (SELECT count(*) FROM voters WHERE simulated)::int AS simulated`,
    [datasetId],
  );
  const { images, verify, classify, votes, labelers, simulated } = rows[0] as (typeof rows)[number];
  return { images, units: { verify, classify }, votes, labelers, simulatedLabelers: simulated };
}
