import { type Page, toPage } from '#lib/core/cursor';
import { db } from '#lib/infra/db/client';
import type { Challenge, ChallengePhase } from '#lib/infra/db/generated/client';
import type { ChallengeList } from '../challenge.ts';
import { type Phase, phaseAt } from '../phase.ts';
import { shownErrors } from './shown-errors.ts';

export interface ChallengeSummary {
  slug: string;
  title: string;
  edition: number;
  phase: Phase;
  opensAt: Date;
  closesAt: Date;
  publishedAt: Date | null;
  /** The slug of the dataset and the number of the version that models are scored on. */
  dataset: string;
  version: number;
  classes: number;
  entries: number;
  /** Least top-1 error of a submission that competes, from 0 to 1; null where none is scored. */
  bestError: number | null;
  /** The same of the organisers' baselines. */
  baselineError: number | null;
}

/** The challenges, those that open last first, in pages. For everybody. */
export async function listChallenges({ cursor, limit }: ChallengeList): Promise<Page<ChallengeSummary>> {
  const rows = await db().challenge.findMany({
    where: cursor
      ? { OR: [{ opensAt: { lt: cursor[0] } }, { opensAt: cursor[0], slug: { gt: cursor[1] } }] }
      : {},
    orderBy: [{ opensAt: 'desc' }, { slug: 'asc' }],
    take: limit + 1,
    include: {
      version: { select: { number: true, dataset: { select: { slug: true } } } },
      phases: true,
      _count: { select: { classes: true, entries: { where: { baseline: false } } } },
    },
  });
  const now = new Date();
  const best = await bestErrors(rows, now);
  return toPage(
    rows,
    limit,
    ({ opensAt, slug }) => [opensAt.toISOString(), slug],
    ({ id, slug, title, edition, opensAt, closesAt, publishedAt, version, _count }) => ({
      slug,
      title,
      edition,
      phase: phaseAt({ opensAt, closesAt, publishedAt }, now),
      opensAt,
      closesAt,
      publishedAt,
      dataset: version.dataset.slug,
      version: version.number,
      classes: _count.classes,
      entries: _count.entries,
      bestError: best.get(id)?.competing ?? null,
      baselineError: best.get(id)?.baseline ?? null,
    }),
  );
}

type ListedChallenge = Challenge & { phases: ChallengePhase[] };

interface BestErrors {
  competing: number | null;
  baseline: number | null;
}

/** The best of what is shown of each. */
async function bestErrors(
  challenges: readonly ListedChallenge[],
  now: Date,
): Promise<Map<string, BestErrors>> {
  const rows = await db().$queryRaw<(BestErrors & { challengeId: string })[]>`
    SELECT e.challenge_id AS "challengeId",
      min(told.error) FILTER (WHERE NOT e.baseline) AS competing,
      min(told.error) FILTER (WHERE e.baseline) AS baseline
    FROM ${shownErrors(challenges, now)}
    GROUP BY e.challenge_id`;
  return new Map(rows.map((row) => [row.challengeId, row]));
}
