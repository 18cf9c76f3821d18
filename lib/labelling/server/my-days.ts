import { assertRole, type Person } from '#lib/identity/person';
import { pool } from '#lib/infra/db/client';
import { everyDay } from '../day-calendar.ts';
import { type DayFigures, dayOf } from '../labeler-figures.ts';

/** A labeler's votes on each of the last `count` days (UTC), over all campaigns, the oldest first. */
export async function myDays(
  person: Person | null,
  { count, now = new Date() }: { count: number; now?: Date },
): Promise<DayFigures[]> {
  assertRole(person, 'labeler');
  const today = dayOf(now);
  const { rows } = await pool().query<DayFigures>(
    `SELECT day::text, sum(votes)::int AS votes, sum(milliseconds)::float8 AS milliseconds
     FROM labeler_days WHERE user_id = $1 AND day > $2::date - $3::int AND day <= $2::date GROUP BY day`,
    [person.id, today, count],
  );
  return everyDay(rows, today, count);
}
