import { Prisma } from '#lib/infra/db/generated/client';
import type { MetricName } from '../metric.ts';
import { type PartedChallenge, type PhasedChallenge, shownScores, withheldPhases } from '../score-shown.ts';

type ScoredChallenge = PartedChallenge & PhasedChallenge & { id: string; metric: MetricName };

/**
 * SQL: the entries `e` of challenges with their scored submissions `s` and the top-1 error `told.error` that is shown of each: of the
 * part that is shown, by the Ladder where it is shown, and null where the Ladder goes by another metric. What a phase withholds is
 * left out. To stand after FROM.
 */
export function shownErrors(challenges: readonly ScoredChallenge[], now: Date): Prisma.Sql {
  const shown = challenges.map((challenge) => ({
    ...shownScores(challenge, now),
    metric: challenge.metric,
    // A list in a text, as an array of arrays must be square.
    withheld: withheldPhases(challenge, now).join(),
  }));
  return Prisma.sql`
    unnest(
      ${challenges.map(({ id }) => id)}::uuid[],
      ${shown.map(({ part }) => part)}::text[],
      ${shown.map(({ ladder }) => ladder)}::boolean[],
      ${shown.map(({ metric }) => metric === 'top1Error')}::boolean[],
      ${shown.map(({ withheld }) => withheld)}::text[]
    ) AS shown (id, part, ladder, top1, withheld)
    JOIN entries e ON e.challenge_id = shown.id
    JOIN submissions s ON s.entry_id = e.id AND s.state = 'scored'
      AND coalesce(s.phase_position, -1) <> ALL (string_to_array(shown.withheld, ',')::int[])
    JOIN scores sc ON sc.submission_id = s.id AND sc.split = 'test' AND sc.part::text = shown.part
    CROSS JOIN LATERAL (
      SELECT CASE WHEN NOT shown.ladder THEN sc.top1_error WHEN shown.top1 THEN sc.ladder END AS error
    ) AS told`;
}
