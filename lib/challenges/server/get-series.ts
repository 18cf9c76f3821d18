import { AppError } from '#lib/core/errors';
import { db } from '#lib/infra/db/client';
import type { Phase } from '../phase.ts';
import { phaseAt } from '../phase.ts';
import { shownScores, withheldPhases } from '../score-shown.ts';

/** An entry in an edition, by the least top-1 error that is shown of it, from 0 to 1. */
export interface SeriesPoint {
  entry: string;
  baseline: boolean;
  error: number;
  /** The submission that it is of. */
  submissionId: string;
}

export interface SeriesEdition {
  slug: string;
  title: string;
  edition: number;
  phase: Phase;
  archived: boolean;
  /** The best first. */
  points: SeriesPoint[];
}

/**
 * The editions of a series by year, each with every entry's best, as ILSVRC's curve is drawn from: the first point of an
 * edition that is no baseline is its best. Throws AppError `no-such-series`. For everybody.
 */
export async function getSeries(series: string): Promise<SeriesEdition[]> {
  const challenges = await db().challenge.findMany({
    where: { series },
    orderBy: [{ edition: 'asc' }, { opensAt: 'asc' }],
    include: { phases: true },
  });
  if (challenges.length === 0) {
    throw new AppError('not-found', 'no-such-series', `There is no series "${series}" of challenges.`);
  }
  const now = new Date();
  const shown = challenges.map((challenge) => ({
    ...shownScores(challenge, now),
    metric: challenge.metric,
    // A list in a text, as an array of arrays must be square.
    withheld: withheldPhases(challenge, now).join(),
  }));
  const rows = await db().$queryRaw<(SeriesPoint & { challengeId: string })[]>`
    SELECT DISTINCT ON (e.id) e.challenge_id AS "challengeId", e.name AS entry, e.baseline, told.error, s.id AS "submissionId"
    FROM unnest(
      ${challenges.map(({ id }) => id)}::uuid[],
      ${shown.map(({ part }) => part)}::text[],
      ${shown.map(({ ladder }) => ladder)}::boolean[],
      ${shown.map(({ metric }) => metric === 'top1Error')}::boolean[],
      ${shown.map(({ withheld }) => withheld)}::text[]
    ) AS shown (id, part, ladder, top1, withheld)
    JOIN entries e ON e.challenge_id = shown.id AND e.disqualified_at IS NULL
    JOIN submissions s ON s.entry_id = e.id AND s.state = 'scored'
      AND coalesce(s.phase_position, -1) <> ALL (string_to_array(shown.withheld, ',')::int[]) AND s.disqualified_at IS NULL
    JOIN scores sc ON sc.submission_id = s.id AND sc.split = 'test' AND sc.part::text = shown.part
    CROSS JOIN LATERAL (
      SELECT CASE WHEN NOT shown.ladder THEN sc.top1_error WHEN shown.top1 THEN sc.ladder END AS error
    ) AS told
    WHERE told.error IS NOT NULL
    ORDER BY e.id, told.error, s.created_at`;
  return challenges.map(({ id, slug, title, edition, archivedAt, ...times }) => ({
    slug,
    title,
    edition,
    phase: phaseAt(times, now),
    archived: archivedAt !== null,
    points: rows
      .filter(({ challengeId }) => challengeId === id)
      .map(({ challengeId: _, ...point }) => point)
      .sort((a, b) => a.error - b.error),
  }));
}
