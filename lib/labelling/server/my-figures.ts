import { assertRole, type Person } from '#lib/identity/person';
import { pool } from '#lib/infra/db/client';
import { type Agreement, roundAgreement } from '../agreement.ts';
import { type DayFigures, dayOf, figuresOf, type MyFigures, paceOf, weekStart } from '../labeler-figures.ts';

/**
 * A labeler's own figures: today, this week, pace and streak, in all and by campaign, the last voted in first. Reads one row a
 * day and campaign of the last year, and one a campaign of how often they voted as the consensus was, as of its last estimate
 * and rounded (agreement.ts). Days are UTC's.
 */
export async function myFigures(
  person: Person | null,
  { now = new Date() }: { now?: Date } = {},
): Promise<MyFigures> {
  assertRole(person, 'labeler');
  const today = dayOf(now);
  const [{ rows }, users, agreed] = await Promise.all([
    pool().query<DayFigures & { slug: string; title: string }>(
      `SELECT d.day::text, c.slug, c.title, d.votes, d.milliseconds::float8 AS milliseconds
       FROM labeler_days d JOIN campaigns c ON c.id = d.campaign_id
       WHERE d.user_id = $1 AND d.day > $2::date - 366 AND d.day <= $2::date ORDER BY d.day DESC, c.slug`,
      [person.id, today],
    ),
    pool().query<{ offBoard: boolean }>('SELECT off_board AS "offBoard" FROM users WHERE id = $1', [
      person.id,
    ]),
    pool().query<Agreement & { slug: string }>(
      `SELECT c.slug, l.settled AS votes, l.agreed FROM campaign_labelers l JOIN campaigns c ON c.id = l.campaign_id
       WHERE l.user_id = $1`,
      [person.id],
    ),
  ]);
  const byCampaign = groupBy(rows, ({ slug }) => slug);
  const byDay = [...groupBy(rows, ({ day }) => day)].map(([day, each]) => sumOf(day, each));
  return {
    ...figuresOf(byDay, today),
    onBoard: users.rows[0]?.offBoard === false,
    agreement: agreementOf(agreed.rows),
    campaigns: [...byCampaign].map(([slug, days]) => ({
      slug,
      title: days[0]?.title ?? slug,
      today: days.find(({ day }) => day === today)?.votes ?? 0,
      week: sumOf(
        '',
        days.filter(({ day }) => day >= weekStart(today)),
      ).votes,
      votes: sumOf('', days).votes,
      pace: paceOf(days),
      agreement: agreementOf(agreed.rows.filter((each) => each.slug === slug)),
    })),
  };
}

function groupBy<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}

function agreementOf(rows: readonly Agreement[]): Agreement {
  const sum = (field: keyof Agreement) => rows.reduce((total, row) => total + row[field], 0);
  return roundAgreement({ votes: sum('votes'), agreed: sum('agreed') });
}

function sumOf(day: string, rows: readonly DayFigures[]): DayFigures {
  const sum = (field: 'votes' | 'milliseconds') => rows.reduce((total, row) => total + row[field], 0);
  return { day, votes: sum('votes'), milliseconds: sum('milliseconds') };
}
