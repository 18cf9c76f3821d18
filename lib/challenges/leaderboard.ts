import { z } from 'zod';
import { slugSchema } from '#lib/core/slug';
import { metricNames } from './metric.ts';

/** A field that a form leaves empty is not given. */
const given = <S extends z.ZodType>(schema: S) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional());
const most = given(z.coerce.number('must be a number').positive('must be more than 0'));

/** What a leaderboard may be cut to; ranks are among those left. */
export const boardFilterSchema = z.object({
  /** The slug of a track of the challenge. */
  track: given(slugSchema),
  /** Days on which it was submitted, in UTC, both included. */
  from: given(z.iso.date('must be a day like 2026-12-01')),
  until: given(z.iso.date('must be a day like 2026-12-31')),
  maxParameters: most,
  /** Multiply-adds for one image. */
  maxMacs: most,
  /** For one image. */
  maxMilliseconds: most,
  /** Of the model's file. */
  maxBytes: most,
});
export type BoardFilter = z.infer<typeof boardFilterSchema>;

/** What may be asked of a leaderboard. */
export const leaderboardQuerySchema = boardFilterSchema.extend({
  split: z.enum(['val', 'test']).default('test'),
  /** The best submission of each entry, or all of them. */
  which: z.enum(['best', 'all']).default('best'),
  /** The metric that orders; left out: the challenge's own. */
  metric: given(z.enum(metricNames)),
  /** The held-out images that are counted; left out: the public ones until the results are out, then the private ones. */
  part: given(z.enum(['public', 'private'])),
});

export type LeaderboardQuery = z.infer<typeof leaderboardQuerySchema>;

/** What a filter asks of a submission. */
export interface Filterable {
  track: string | null;
  submittedAt: Date;
  cost: {
    parameters: number | null;
    macs: number | null;
    secondsPerImage: number | null;
    modelBytes: number;
  };
}

/** Whether a submission is among those that a filter asks for. What is not known of it is not below any bound. */
export function passesFilter({ track, submittedAt, cost }: Filterable, filter: BoardFilter): boolean {
  const day = submittedAt.toISOString().slice(0, 10);
  const within = (value: number | null, bound: number | undefined) =>
    bound === undefined || (value !== null && value <= bound);
  const milliseconds = cost.secondsPerImage === null ? null : 1000 * cost.secondsPerImage;
  return (
    (filter.track === undefined || track === filter.track) &&
    (filter.from === undefined || day >= filter.from) &&
    (filter.until === undefined || day <= filter.until) &&
    within(cost.parameters, filter.maxParameters) &&
    within(cost.macs, filter.maxMacs) &&
    within(milliseconds, filter.maxMilliseconds) &&
    within(cost.modelBytes, filter.maxBytes)
  );
}

export interface Rankable {
  submissionId: string;
  entryId: string;
  /** The organisers' own: stands in place, takes no rank. */
  baseline: boolean;
  /** Why it is out of the contest; null where it is not. It stands last and takes no rank. */
  disqualified: string | null;
  /** What it has in the metric that orders; null where there is no score. */
  value: number | null;
  submittedAt: Date;
}

export type Ranked<Row extends Rankable> = Row & {
  /** From 1; null for baselines, who is disqualified, and where there is no score. */
  rank: number | null;
};

const hasValue = (row: Rankable): row is Rankable & { value: number } =>
  row.value !== null && Number.isFinite(row.value);

/**
 * Orders submissions as the leaderboard shows them: the best of the metric first, of equals the earlier. A missing score comes
 * last and is never ranked, whichever way the metric goes. `which` keeps all, or the best of each entry; baselines
 * are always kept.
 */
export function rankSubmissions<Row extends Rankable>(
  rows: readonly Row[],
  which: 'best' | 'all',
  lessIsBetter: boolean,
): Ranked<Row>[] {
  const before = (a: Row, b: Row): number => {
    if ((a.disqualified === null) !== (b.disqualified === null)) return a.disqualified === null ? -1 : 1;
    if (hasValue(a) !== hasValue(b)) return hasValue(a) ? -1 : 1;
    if (hasValue(a) && hasValue(b) && a.value !== b.value) return a.value < b.value === lessIsBetter ? -1 : 1;
    const earlier = a.submittedAt.getTime() - b.submittedAt.getTime();
    return earlier || (a.submissionId < b.submissionId ? -1 : 1);
  };
  const seen = new Set<string>();
  let rank = 0;
  return [...rows].sort(before).flatMap((row) => {
    if (row.baseline) return [{ ...row, rank: null }];
    if (which === 'best' && seen.has(row.entryId)) return [];
    seen.add(row.entryId);
    return [{ ...row, rank: hasValue(row) && row.disqualified === null ? ++rank : null }];
  });
}

/**
 * How many places each has gone up (down, where negative) from one board to another, by what `keyOf` tells of it; null where it has
 * no rank on either. Not told of who is on one alone.
 */
export function rankChanges<Row extends { rank: number | null }>(
  before: readonly Row[],
  after: readonly Row[],
  keyOf: (row: Row) => string,
): (number | null)[] {
  const ranks = new Map(before.map((row) => [keyOf(row), row.rank]));
  return after.map((row) => {
    const was = ranks.get(keyOf(row)) ?? null;
    return was === null || row.rank === null ? null : was - row.rank;
  });
}
