import type { Person } from '#lib/identity/person';
import { db } from '#lib/infra/db/client';
import { type LeaderboardQuery, type Ranked, rankSubmissions } from '../leaderboard.ts';
import { type KeptScore, type ScoreSummary, summariseScore } from '../score.ts';
import { findChallenge } from './find-challenge.ts';

export interface LeaderboardRow {
  submissionId: string;
  submission: string;
  entryId: string;
  entry: string;
  baseline: boolean;
  /** Whether it is of the asking person's entry. */
  mine: boolean;
  /** The error that orders, from 0 to 1. */
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
  };
}

export interface Leaderboard extends LeaderboardQuery {
  rows: Ranked<LeaderboardRow>[];
}

interface Found extends KeptScore {
  submissionId: string;
  submission: string;
  entryId: string;
  entry: string;
  baseline: boolean;
  mine: boolean;
  submittedAt: Date;
  imagesRun: number;
  costSeconds: number | null;
  inferenceSeconds: number | null;
  secondsPerImage: number | null;
  peakMemoryMb: number | null;
  modelBytes: number;
  parameters: number | null;
}

/** The leaderboard of a challenge, for everybody. Throws AppError `no-such-challenge`. */
export async function getLeaderboard(
  person: Person | null,
  slug: string,
  query: LeaderboardQuery,
): Promise<Leaderboard> {
  const challenge = await findChallenge(slug);
  // Per-class tables and confusions stay in the database: of the metrics the intervals alone are read.
  const found = await db().$queryRaw<Found[]>`
    SELECT s.id AS "submissionId", s.name AS submission, e.id AS "entryId", e.name AS entry, e.baseline,
      EXISTS (SELECT FROM entry_members m WHERE m.entry_id = e.id AND m.user_id = ${person?.id ?? null}::uuid) AS mine,
      s.created_at AS "submittedAt", s.progress_total AS "imagesRun", s.cost_seconds AS "costSeconds", s.inference_seconds AS "inferenceSeconds",
      coalesce((s.profile ->> 'secondsPerImage')::float8, s.inference_seconds / NULLIF(s.progress_total, 0)) AS "secondsPerImage",
      s.peak_memory_mb AS "peakMemoryMb", s.model_bytes AS "modelBytes",
      (s.network ->> 'parameters')::float8 AS parameters, sc.split::text AS split, sc.images,
      sc.top1_error AS "top1Error", sc.top5_error AS "top5Error", sc.scored_at AS "scoredAt", sc.missing,
      jsonb_build_object('confidence', sc.metrics -> 'confidence') AS metrics
    FROM scores sc
    JOIN submissions s ON s.id = sc.submission_id AND s.state = 'scored'
    JOIN entries e ON e.id = s.entry_id
    WHERE e.challenge_id = ${challenge.id}::uuid AND sc.split = ${query.split}::"Split"`;
  const rows = found.map(
    (row): LeaderboardRow => ({
      submissionId: row.submissionId,
      submission: row.submission,
      entryId: row.entryId,
      entry: row.entry,
      baseline: row.baseline,
      mine: row.mine,
      error: row[query.metric],
      submittedAt: row.submittedAt,
      score: summariseScore(row),
      cost: {
        images: row.imagesRun,
        seconds: row.costSeconds,
        inferenceSeconds: row.inferenceSeconds,
        secondsPerImage: row.secondsPerImage,
        peakMemoryMb: row.peakMemoryMb,
        modelBytes: row.modelBytes,
        parameters: row.parameters,
      },
    }),
  );
  return { ...query, rows: rankSubmissions(rows, query.which) };
}
