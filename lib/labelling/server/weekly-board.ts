import { assertRole, type Person } from '#lib/identity/person';
import { db, pool } from '#lib/infra/db/client';
import { type BoardPlace, dayOf, type WeeklyBoard, weekStart } from '../labeler-figures.ts';

const TOP = 20;

/**
 * Who gave most votes this week (UTC, from Monday on), and the place of who asks. Votes that were withdrawn do not count; who
 * left the board, simulated labelers and models are not on it. Names alone are told. Reads a row a labeler, day and campaign of
 * the week. For labelers.
 */
export async function weeklyBoard(person: Person | null, now = new Date()): Promise<WeeklyBoard> {
  assertRole(person, 'labeler');
  const week = weekStart(dayOf(now));
  const { rows } = await pool().query<BoardPlace & { people: number }>(
    `WITH given AS (
       SELECT d.user_id, sum(d.votes)::int AS votes FROM labeler_days d
       WHERE d.day >= $1::date AND d.day < $1::date + 7 AND NOT EXISTS (
         SELECT FROM campaign_labelers l
         WHERE l.campaign_id = d.campaign_id AND l.user_id = d.user_id AND l.withdrawn_at IS NOT NULL
       )
       GROUP BY 1 HAVING sum(d.votes) > 0
     ), placed AS (
       SELECT (rank() OVER (ORDER BY g.votes DESC))::int AS place, row_number() OVER (ORDER BY g.votes DESC, u.id) AS line,
              u.name, g.votes, u.id = $2 AS own, (count(*) OVER ())::int AS people
       FROM given g JOIN users u ON u.id = g.user_id
       WHERE NOT u.off_board AND NOT u.simulated AND NOT u.machine
     )
     SELECT place, name, votes, own, people FROM placed WHERE line <= ${TOP} OR own ORDER BY line`,
    [week, person.id],
  );
  const places = rows.map(({ people: _, ...place }) => place);
  return {
    week,
    top: places.slice(0, TOP),
    own: places.slice(TOP).find(({ own }) => own) ?? null,
    people: rows[0]?.people ?? 0,
  };
}

/** Has a labeler on the weekly board, or leaves it for good until they come back. Safe to repeat. */
export async function setOnBoard(
  person: Person | null,
  { onBoard }: { onBoard: boolean },
): Promise<{ onBoard: boolean }> {
  assertRole(person, 'labeler');
  await db().user.update({ where: { id: person.id }, data: { offBoard: !onBoard } });
  return { onBoard };
}
