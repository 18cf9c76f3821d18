import type pg from 'pg';

/**
 * Takes back the leases l that meet a condition and gives their units' votes free again; gives the number of leases. Units are
 * locked in order of id, as everywhere, so that two transactions never wait for each other in a circle. The condition
 * comes from code, its values are parameters.
 */
export async function releaseLeases(
  sql: pg.Pool | pg.ClientBase,
  condition: string,
  values: readonly unknown[],
  busyUnits: 'SKIP LOCKED' | '' = '',
): Promise<number> {
  const { rows } = await sql.query<{ released: number }>(
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
         wanted = CASE state WHEN 'open' THEN wanted + cardinality(free.users) ELSE 0 END,
         takers = ARRAY(SELECT taker FROM unnest(takers) AS taker WHERE taker <> ALL (free.users))
       FROM free WHERE units.id = free.unit_id
     )
     SELECT count(*)::int AS released FROM gone`,
    [...values],
  );
  return rows[0]?.released ?? 0;
}
