import { AppError } from '#lib/core/errors';
import { hasRole, type Person } from '#lib/identity/person';
import { db } from '#lib/infra/db/client';
import type { Challenge } from '#lib/infra/db/generated/client';
import {
  type LeaderboardQuery,
  passesFilter,
  type Ranked,
  rankChanges,
  rankSubmissions,
} from '../leaderboard.ts';
import { chooseFinals } from '../leaderboard-finals.ts';
import { type MetricName, metrics } from '../metric.ts';
import { phaseAt } from '../phase.ts';
import { type KeptScore, type ScorePart, type ScoreSummary, summariseScore } from '../score.ts';
import { ladderSummary, shownScores, withheldPhases } from '../score-shown.ts';
import { type FoundChallenge, findChallenge } from './find-challenge.ts';
import { groupRanks } from './group-ranks.ts';

export interface LeaderboardRow {
  submissionId: string;
  submission: string;
  entryId: string;
  entry: string;
  baseline: boolean;
  /** Why it is out of the contest; null where it is not. */
  disqualified: string | null;
  /** The slug of the entry's track; null in a challenge without tracks. */
  track: string | null;
  /** Whether its team chose it to count in the end. */
  final: boolean;
  /** Whether it is of the asking person's entry. */
  mine: boolean;
  /** What it has in the metric that orders; null where it has none. */
  value: number | null;
  /** The same where less is better, else null. */
  error: number | null;
  submittedAt: Date;
  score: ScoreSummary;
  cost: {
    /** How many images the model was run over. */
    images: number;
    /** Wall time of the scoring. */
    seconds: number | null;
    /** What the model took to load and compute. */
    inferenceSeconds: number | null;
    /** What the network takes for one image: the median of its profile, else the mean of its scoring. */
    secondsPerImage: number | null;
    peakMemoryMb: number | null;
    modelBytes: number;
    parameters: number | null;
    /** Multiply-adds for one image. */
    macs: number | null;
  };
}

export type RankedRow = Ranked<LeaderboardRow> & {
  /** Those of one group are not told apart by McNemar's test on the same images; from 1. Null without a rank, and where nothing tests. */
  group: number | null;
  /** Places gone up from the public images to the private; negative: down. Null where there is nothing to compare. */
  rankChange: number | null;
};

export interface Leaderboard extends Omit<LeaderboardQuery, 'metric' | 'part'> {
  metric: MetricName;
  lessIsBetter: boolean;
  /** The metric that the challenge goes by, and those that stand beside it. */
  challengeMetric: MetricName;
  secondaryMetrics: MetricName[];
  /** The images that are counted: all of the held-out ones, or those of a part. */
  part: ScorePart;
  /** What its entries may train on, in the organiser's order; empty where it has no tracks. */
  tracks: { slug: string; title: string; outsideData: boolean }[];
  /** Whether the results are out. */
  published: boolean;
  /** Whether scores are those that the Ladder shows. */
  ladder: boolean;
  rows: RankedRow[];
}

/**
 * The leaderboard of a challenge, for everybody. Throws AppError `no-such-challenge`, and `results-not-out` where the private part is
 * asked for before the results are out, by whomever.
 */
export async function getLeaderboard(
  person: Person | null,
  slug: string,
  query: LeaderboardQuery,
): Promise<Leaderboard> {
  const challenge = await findChallenge(slug);
  const now = new Date();
  const metric = query.metric ?? (challenge.metric as MetricName);
  const { lessIsBetter } = metrics[metric];
  const { part, ladder } = chooseScores(challenge, query, now);
  const published = phaseAt(challenge, now) === 'published';
  const tracks = await db().challengeTrack.findMany({
    where: { challengeId: challenge.id },
    orderBy: { position: 'asc' },
    select: { slug: true, title: true, outsideData: true },
  });
  const readBoard = async (of: ScorePart, throughLadder: boolean) => {
    const rows = await readRows(person, challenge, now, query.split, of, throughLadder, metric);
    return rows.filter((row) => passesFilter(row, query));
  };
  const found = await readBoard(part, ladder);
  const open = part === 'private' ? await readBoard('public', challenge.ladderStep !== null) : null;
  const rank = (rows: readonly LeaderboardRow[]) => rankSubmissions(rows, query.which, lessIsBetter);
  const counted =
    published && query.which === 'best' ? chooseFinals(found, open ?? found, lessIsBetter) : found;
  const ranked = rank(counted);
  const changes = open
    ? rankChanges(rank(open), ranked, (row) => (query.which === 'best' ? row.entryId : row.submissionId))
    : [];
  const groups = ladder ? new Map<string, number>() : await groupRanks(ranked, part, metric);
  return {
    ...query,
    metric,
    lessIsBetter,
    challengeMetric: challenge.metric as MetricName,
    secondaryMetrics: challenge.secondaryMetrics as MetricName[],
    part,
    tracks,
    published,
    ladder,
    rows: ranked.map((row, at) => ({
      ...row,
      group: groups.get(row.submissionId) ?? null,
      rankChange: changes[at] ?? null,
    })),
  };
}

/** Which scores are asked for, as far as they are shown. */
function chooseScores(challenge: Challenge, { split, part }: LeaderboardQuery, now: Date) {
  const shown = shownScores(challenge, now);
  if (split === 'val') return { part: 'all' as const, ladder: false };
  if (part === undefined || shown.part === 'all' || part === shown.part) return shown;
  if (part === 'public') return { part, ladder: challenge.ladderStep !== null };
  throw new AppError(
    'forbidden',
    'results-not-out',
    'Scores on the private part of the held-out images are shown to nobody before the results are out. Ask for part=public.',
  );
}

interface Found extends KeptScore, Omit<LeaderboardRow, 'value' | 'error' | 'score' | 'cost'> {
  ladder: number | null;
  imagesRun: number;
  costSeconds: number | null;
  inferenceSeconds: number | null;
  secondsPerImage: number | null;
  peakMemoryMb: number | null;
  modelBytes: number;
  parameters: number | null;
  macs: number | null;
}

async function readRows(
  person: Person | null,
  challenge: FoundChallenge,
  now: Date,
  split: LeaderboardQuery['split'],
  part: ScorePart,
  throughLadder: boolean,
  metric: MetricName,
): Promise<LeaderboardRow[]> {
  // One that its entry does not list is for its entry and organisers until the results are out.
  const sees = hasRole(person, 'organiser') || phaseAt(challenge, now) === 'published';
  // Per-class tables and confusions stay in the database.
  const found = await db().$queryRaw<Found[]>`
    SELECT s.id AS "submissionId", s.name AS submission, e.id AS "entryId", e.name AS entry, e.baseline,
      coalesce(s.disqualified_for, e.disqualified_for) AS disqualified, e.track_slug AS track, s.final,
      EXISTS (SELECT FROM entry_members m WHERE m.entry_id = e.id AND m.user_id = ${person?.id ?? null}::uuid) AS mine,
      s.created_at AS "submittedAt", s.progress_total AS "imagesRun", s.cost_seconds AS "costSeconds", s.inference_seconds AS "inferenceSeconds",
      coalesce((s.profile ->> 'secondsPerImage')::float8, s.inference_seconds / NULLIF(s.progress_total, 0)) AS "secondsPerImage",
      s.peak_memory_mb AS "peakMemoryMb", s.model_bytes AS "modelBytes",
      (s.network ->> 'parameters')::float8 AS parameters, (s.network ->> 'macs')::float8 AS macs,
      sc.split::text AS split, sc.part::text AS part, sc.images, sc.ladder,
      sc.top1_error AS "top1Error", sc.top5_error AS "top5Error", sc.scored_at AS "scoredAt", sc.missing,
      sc.metrics - 'perClass' - 'confusions' AS metrics
    FROM scores sc
    JOIN submissions s ON s.id = sc.submission_id AND s.state = 'scored'
    JOIN entries e ON e.id = s.entry_id
    WHERE e.challenge_id = ${challenge.id}::uuid AND sc.split = ${split}::"Split" AND sc.part = ${part}::"ScorePart"
      AND coalesce(s.phase_position, -1) <> ALL (${withheldPhases(challenge, now)}::int[])
      AND (s.listed OR ${sees} OR EXISTS (
        SELECT FROM entry_members m WHERE m.entry_id = e.id AND m.user_id = ${person?.id ?? null}::uuid))`;
  return found.map((row): LeaderboardRow => {
    const score = throughLadder ? ladderSummary(row, challenge.metric as MetricName) : summariseScore(row);
    const value = metrics[metric].of(score)?.error ?? null;
    return {
      submissionId: row.submissionId,
      submission: row.submission,
      entryId: row.entryId,
      entry: row.entry,
      baseline: row.baseline,
      disqualified: row.disqualified,
      track: row.track,
      final: row.final,
      mine: row.mine,
      value,
      error: metrics[metric].lessIsBetter ? value : null,
      submittedAt: row.submittedAt,
      score,
      cost: {
        images: row.imagesRun,
        seconds: row.costSeconds,
        inferenceSeconds: row.inferenceSeconds,
        secondsPerImage: row.secondsPerImage,
        peakMemoryMb: row.peakMemoryMb,
        modelBytes: row.modelBytes,
        parameters: row.parameters,
        macs: row.macs,
      },
    };
  });
}
