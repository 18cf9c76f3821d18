import { db } from '#lib/infra/db/client';

/** What a submission costs beside what it gets wrong. */
export interface SubmissionCost {
  submissionId: string;
  submission: string;
  entry: string;
  baseline: boolean;
  /** Top-1 error from 0 to 1. */
  error: number;
  /** Multiply-adds for one image; null where they are not known. */
  macs: number | null;
  parameters: number | null;
  /** What the network takes for one image: the median of its profile, else the mean of its scoring; null without either. */
  secondsPerImage: number | null;
}

const MOST = 200;

/**
 * A scored submission beside the best of every other entry of its challenge and all baselines: at most 200, least error
 * first. What is public on the leaderboard is public here.
 */
export async function compareCosts(submissionId: string): Promise<SubmissionCost[]> {
  return db().$queryRaw<SubmissionCost[]>`
    WITH scored AS (
      SELECT s.id, s.name, s.network, s.profile, s.inference_seconds, s.progress_total, e.name AS entry, e.baseline, sc.top1_error,
        s.id = ${submissionId}::uuid AS this,
        row_number() OVER (PARTITION BY e.id ORDER BY sc.top1_error, s.created_at, s.id) AS place
      FROM submissions s
      JOIN entries e ON e.id = s.entry_id
      JOIN scores sc ON sc.submission_id = s.id AND sc.split = 'test'
      WHERE s.state = 'scored' AND e.challenge_id = (
        SELECT own.challenge_id FROM entries own JOIN submissions o ON o.entry_id = own.id WHERE o.id = ${submissionId}::uuid
      )
    ), chosen AS (
      SELECT * FROM scored WHERE this OR baseline OR place = 1 ORDER BY this DESC, top1_error, id LIMIT ${MOST}
    )
    SELECT id AS "submissionId", name AS submission, entry, baseline, top1_error AS error,
      (network ->> 'macs')::float8 AS macs, (network ->> 'parameters')::float8 AS parameters,
      coalesce((profile ->> 'secondsPerImage')::float8, inference_seconds / NULLIF(progress_total, 0)) AS "secondsPerImage"
    FROM chosen ORDER BY top1_error, id`;
}
