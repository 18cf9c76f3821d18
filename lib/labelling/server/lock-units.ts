import type pg from 'pg';
import { sentTogether } from '#lib/infra/db/sent-together';
import type { NamedUnit } from '../locked-unit.ts';

/**
 * Locks units until the transaction ends, in order of id, so that two transactions never wait for each other in a circle. Gives
 * those that there are.
 */
export async function lockUnits(client: pg.ClientBase, unitIds: readonly number[]): Promise<NamedUnit[]> {
  const [units, gold] = await sentTogether([
    client.query<Omit<NamedUnit, 'gold'>>({
      name: 'lock-units',
      text: `SELECT id, state, vote_count AS "voteCount", extra_votes AS "extraVotes", wanted, takers, answer, confidence,
              synset_id AS "synsetId", campaign_id AS "campaignId"
       FROM units WHERE id = ANY($1) ORDER BY id FOR UPDATE`,
      values: [unitIds],
    }),
    // A statement of its own: one that waited for a lock sees other tables as they were before it waited.
    client.query<{ id: number }>({
      name: 'gold-of-units',
      text: 'SELECT unit_id AS id FROM gold WHERE unit_id = ANY($1)',
      values: [unitIds],
    }),
  ]);
  const known = new Set(gold.rows.map(({ id }) => id));
  return units.rows.map((unit) => ({ ...unit, gold: known.has(unit.id) }));
}
