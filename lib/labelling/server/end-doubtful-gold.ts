import type pg from 'pg';
import type { NamedUnit } from '../locked-unit.ts';
import { decideByVotes } from './decide-by-votes.ts';
import { decidedByReview } from './last-changes.ts';

/**
 * Takes those of some locked units out of the gold that votes had made gold, and that the votes which still stand would not
 * settle as it is: their votes count again and decide them. Gives these units before and after, to be written.
 */
export async function endDoubtfulGold(
  client: pg.ClientBase,
  campaignId: string,
  units: readonly NamedUnit[],
): Promise<{ before: NamedUnit; after: NamedUnit }[]> {
  const golden = units.filter(({ gold }) => gold);
  if (golden.length === 0) return [];
  const { rows } = await client.query<{
    unitId: number;
    answer: string;
    voteCount: number;
    takers: string[];
  }>(
    `SELECT g.unit_id AS "unitId", g.answer,
            (SELECT count(*)::int FROM votes v WHERE v.unit_id = g.unit_id) AS "voteCount",
            ARRAY(SELECT user_id::text FROM votes v WHERE v.unit_id = g.unit_id
                  UNION SELECT user_id::text FROM leases l WHERE l.unit_id = g.unit_id) AS takers
     FROM gold g
     WHERE g.unit_id = ANY($1) AND g.origin = 'settled' AND g.created_by IS NULL AND NOT ${decidedByReview('g.unit_id')}`,
    [golden.map(({ id }) => id)],
  );
  const made = new Map(rows.map((row) => [row.unitId, row]));
  const before = golden.filter(({ id }) => made.has(id));
  const plain = before.map((unit) => {
    const { voteCount, takers } = made.get(unit.id) as (typeof rows)[number];
    return { ...unit, gold: false, voteCount, takers };
  });
  const decided = await decideByVotes(client, campaignId, plain);
  const changes = decided.flatMap((after, i) => {
    const stands = after.state === 'settled' && after.answer === made.get(after.id)?.answer;
    return stands ? [] : [{ before: before[i] as NamedUnit, after }];
  });
  await client.query('DELETE FROM gold WHERE unit_id = ANY($1)', [changes.map(({ after }) => after.id)]);
  return changes;
}
