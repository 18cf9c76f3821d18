import { pool } from '#lib/infra/db/client';
import { enqueueEstimate } from './request-estimate.ts';

/** A campaign is estimated anew when it has so many more votes, or after so long if it has any more or less. */
const MORE_VOTES = 1.05;
const LEAST_MORE = 20;
const AFTER_MINUTES = 15;

/** Has the open campaigns estimated that have got enough votes since their last estimate. Gives how many. */
export async function findDueEstimates(): Promise<number> {
  const { rows } = await pool().query<{ id: string }>(
    `SELECT c.id FROM campaigns c
     CROSS JOIN LATERAL (SELECT coalesce(sum(votes), 0) AS votes FROM campaign_progress p WHERE p.campaign_id = c.id) AS now
     LEFT JOIN LATERAL (
       SELECT at, (model ->> 'counted')::int AS votes FROM estimates e WHERE e.campaign_id = c.id ORDER BY id DESC LIMIT 1
     ) AS last ON true
     WHERE c.state = 'open' AND (
       now.votes >= greatest($1::float8 * coalesce(last.votes, 0), coalesce(last.votes, 0) + $2::int)
       OR (now.votes <> last.votes AND now.votes > 0 AND last.at < now() - make_interval(mins => $3))
     )`,
    [MORE_VOTES, LEAST_MORE, AFTER_MINUTES],
  );
  for (const { id } of rows) await enqueueEstimate(id);
  return rows.length;
}
