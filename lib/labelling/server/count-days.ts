import type pg from 'pg';

/** A vote that is counted, or with `sign` -1 counted no more; `at` is now where it is left out. */
interface DayVote {
  userId: string;
  milliseconds: number;
  at?: Date;
}

/**
 * Adds votes to what their labelers did on a day (UTC), or takes them off again. In the transaction that keeps or takes back the
 * votes. The rows are taken in order, so that two transactions never wait for each other in a circle.
 */
export async function countDays(
  client: pg.ClientBase,
  campaignId: string,
  votes: readonly DayVote[],
  sign: 1 | -1 = 1,
): Promise<void> {
  if (votes.length === 0) return;
  await client.query({
    name: 'count-days',
    text: `INSERT INTO labeler_days AS d (day, user_id, campaign_id, votes, milliseconds)
     SELECT (coalesce(v.at, now()) AT TIME ZONE 'UTC')::date AS day, v.user_id, $1, $2 * count(*), $2 * sum(v.milliseconds)
     FROM unnest($3::uuid[], $4::int[], $5::timestamptz[]) AS v (user_id, milliseconds, at)
     GROUP BY 1, 2 ORDER BY 1, 2
     ON CONFLICT (day, user_id, campaign_id) DO UPDATE SET
       votes = d.votes + excluded.votes, milliseconds = d.milliseconds + excluded.milliseconds`,
    values: [
      campaignId,
      sign,
      votes.map(({ userId }) => userId),
      votes.map(({ milliseconds }) => milliseconds),
      votes.map(({ at }) => at ?? null),
    ],
  });
}
