import { AppError } from '#lib/core/errors';
import { db } from '#lib/infra/db/client';
import type { Phase } from '../phase.ts';
import { phaseAt } from '../phase.ts';
import { shownErrors } from './shown-errors.ts';

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
  const rows = await db().$queryRaw<(SeriesPoint & { challengeId: string })[]>`
    SELECT DISTINCT ON (e.id) e.challenge_id AS "challengeId", e.name AS entry, e.baseline, told.error, s.id AS "submissionId"
    FROM ${shownErrors(challenges, now)}
    WHERE told.error IS NOT NULL AND e.disqualified_at IS NULL AND s.disqualified_at IS NULL
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
