import { z } from 'zod';

/** What may be asked of a leaderboard. */
export const leaderboardQuerySchema = z.object({
  split: z.enum(['val', 'test']).default('test'),
  /** The best submission of each entry, or all of them. */
  which: z.enum(['best', 'all']).default('best'),
  /** The metric that orders; less is better. */
  metric: z.enum(['top1Error', 'top5Error']).default('top1Error'),
});

export type LeaderboardQuery = z.infer<typeof leaderboardQuerySchema>;

export interface Rankable {
  submissionId: string;
  entryId: string;
  /** The organisers' own: stands in place, takes no rank. */
  baseline: boolean;
  /** The challenge's metric, less is better; null where there is no score. */
  error: number | null;
  submittedAt: Date;
}

export type Ranked<Row extends Rankable> = Row & {
  /** From 1; null for baselines and where there is no score. */
  rank: number | null;
};

const hasScore = (row: Rankable): row is Rankable & { error: number } =>
  row.error !== null && Number.isFinite(row.error);

function before(a: Rankable, b: Rankable): number {
  if (hasScore(a) !== hasScore(b)) return hasScore(a) ? -1 : 1;
  if (hasScore(a) && hasScore(b) && a.error !== b.error) return a.error - b.error;
  const earlier = a.submittedAt.getTime() - b.submittedAt.getTime();
  return earlier || (a.submissionId < b.submissionId ? -1 : 1);
}

/**
 * Orders submissions as the leaderboard shows them: least error first, of equals the earlier first. A missing score
 * comes last and is never ranked. `which` keeps all, or the best of each entry; baselines are always kept.
 */
export function rankSubmissions<Row extends Rankable>(
  rows: readonly Row[],
  which: 'best' | 'all',
): Ranked<Row>[] {
  const seen = new Set<string>();
  let rank = 0;
  return [...rows].sort(before).flatMap((row) => {
    if (row.baseline) return [{ ...row, rank: null }];
    if (which === 'best' && seen.has(row.entryId)) return [];
    seen.add(row.entryId);
    return [{ ...row, rank: hasScore(row) ? ++rank : null }];
  });
}
