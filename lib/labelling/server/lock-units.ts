import type pg from 'pg';
import type { NamedUnit } from '../locked-unit.ts';

/**
 * Locks units until the transaction ends, in order of id, so that two transactions never wait for each other in a circle. Gives
 * those that there are.
 */
export async function lockUnits(client: pg.ClientBase, unitIds: readonly number[]): Promise<NamedUnit[]> {
  const { rows } = await client.query<NamedUnit>({
    name: 'lock-units',
    text: `SELECT id, state, vote_count AS "voteCount", extra_votes AS "extraVotes", wanted, takers, answer, confidence,
            synset_id AS "synsetId", campaign_id AS "campaignId",
            EXISTS (SELECT FROM gold g WHERE g.unit_id = units.id) AS gold
     FROM units WHERE id = ANY($1) ORDER BY id FOR UPDATE`,
    values: [unitIds],
  });
  return rows;
}
