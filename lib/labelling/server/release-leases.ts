import type pg from 'pg';
import { LEAST_VOTES } from '../settling.ts';
import { decideIdle } from './decide-idle.ts';

/** The takers of a unit whose leases these are not. All columns are those of the row that is changed, in its newest version. */
const staying = 'SELECT taker FROM unnest(units.takers) AS taker WHERE taker <> ALL (free.users)';

const left = '(c.votes_per_unit + units.extra_votes - units.vote_count)';
/** What `votesNeeded` says, in SQL. */
const needed = `(CASE WHEN c.target_confidence IS NULL THEN ${left}
  ELSE least(${left}, greatest(1, ${LEAST_VOTES} - units.vote_count)) END)`;

/**
 * Takes back the leases l that meet a condition and gives their units' votes free again; gives the number of leases. A lease
 * of gold ends without a change of its unit. Units are locked in order of id, as everywhere, so that two transactions never
 * wait for each other in a circle. A unit that then waits for nobody though it is open, as one that has more votes than
 * it needed and lost one, is decided by the votes it has. The condition comes from code, its values are parameters; in the
 * caller's transaction.
 */
export async function releaseLeases(
  client: pg.ClientBase,
  condition: string,
  values: readonly unknown[],
  busyUnits: 'SKIP LOCKED' | '' = '',
): Promise<number> {
  const { rows } = await client.query<{ released: number; idle: number[] }>(
    `WITH locked AS MATERIALIZED (
       SELECT u.id FROM units u
       WHERE EXISTS (SELECT FROM leases l WHERE l.unit_id = u.id AND ${condition})
       ORDER BY u.id FOR UPDATE OF u ${busyUnits}
     ), gone AS (
       DELETE FROM leases l USING locked WHERE l.unit_id = locked.id AND ${condition}
       RETURNING l.unit_id, l.user_id
     ), free AS (
       SELECT unit_id, array_agg(user_id) AS users FROM gone GROUP BY unit_id
     ), freed AS (
       UPDATE units SET
         takers = ARRAY(${staying}),
         wanted = CASE WHEN units.state = 'open'
           THEN greatest(0, ${needed} + units.vote_count - (SELECT count(*) FROM (${staying}) AS staying)) ELSE 0 END
       FROM free, campaigns c WHERE units.id = free.unit_id AND c.id = units.campaign_id AND units.takers && free.users
       RETURNING units.id, units.state = 'open' AND units.wanted = 0 AND cardinality(units.takers) = units.vote_count AS idle
     )
     SELECT count(*)::int AS released, ARRAY(SELECT id FROM freed WHERE idle) AS idle FROM gone`,
    [...values],
  );
  const { released, idle } = rows[0] as (typeof rows)[number];
  if (idle.length > 0) await decideIdle(client, idle);
  return released;
}
