import type pg from 'pg';
import type { NamedUnit, UnitVote } from '../locked-unit.ts';

/**
 * From whom votes on gold are kept. `everybody`: of whoever votes, for votes that organisers bring. `on-lease`: of who holds it on a
 * lease. With an assignment, a vote that comes after its lease is over fares as one on an ordinary unit of that assignment would, so
 * that what becomes of late votes does not tell gold.
 */
export type GoldVoting = 'everybody' | 'on-lease' | { assignmentId: string };

/** A labeler's hold on a unit. */
export interface Lease {
  unitId: number;
  userId: string;
}

/** The leases that those who gave some votes have on the votes' units. */
export async function readLeases(client: pg.ClientBase, votes: readonly UnitVote[]): Promise<Lease[]> {
  const { rows } = await client.query<Lease>({
    name: 'leases-of-voters',
    text: `SELECT unit_id AS "unitId", user_id AS "userId" FROM leases WHERE unit_id = ANY($1) AND user_id = ANY($2)`,
    values: [votes.map(({ unitId }) => unitId), [...new Set(votes.map(({ userId }) => userId))]],
  });
  return rows;
}

/** Who may vote on those of the units that are gold, by their ids, where the voters hold these leases. */
export async function readGoldTakers(
  client: pg.ClientBase,
  units: readonly NamedUnit[],
  votes: readonly UnitVote[],
  leases: readonly Lease[],
  voting: GoldVoting,
): Promise<Map<number, string[]>> {
  const gold = new Set(units.flatMap((unit) => (unit.gold ? [unit.id] : [])));
  const asked = votes.filter(({ unitId }) => gold.has(unitId));
  const takers = new Map<number, string[]>([...gold].map((id) => [id, []]));
  const take = ({ unitId, userId }: Lease) => takers.get(unitId)?.push(userId);
  if (voting === 'everybody') asked.forEach(take);
  if (asked.length === 0 || voting === 'everybody') return takers;
  leases.forEach(take);
  if (voting === 'on-lease') return takers;
  const late = asked.filter(({ unitId, userId }) => !takers.get(unitId)?.includes(userId));
  if (late.length > 0) (await readLate(client, late, voting.assignmentId)).forEach(take);
  return takers;
}

/** Those late votes that would count on another unit of the assignment, by lot one that their labeler has not answered. */
async function readLate(
  client: pg.ClientBase,
  late: readonly UnitVote[],
  assignmentId: string,
): Promise<Lease[]> {
  const { rows } = await client.query<Lease>(
    `SELECT late.unit_id AS "unitId", late.user_id AS "userId"
     FROM unnest($1::int[], $2::uuid[]) AS late (unit_id, user_id), LATERAL (
       SELECT u.* FROM assignments a JOIN units u ON u.id = ANY(a.unit_ids)
       WHERE a.id = $3 AND NOT EXISTS (SELECT FROM gold g WHERE g.unit_id = u.id)
       ORDER BY late.user_id = ANY(u.takers), md5(u.id || ' ' || late.unit_id) LIMIT 1
     ) AS other
     WHERE late.user_id = ANY(other.takers) OR (other.state = 'open' AND other.wanted > 0)`,
    [late.map(({ unitId }) => unitId), late.map(({ userId }) => userId), assignmentId],
  );
  return rows;
}
