import { db } from '#lib/infra/db/client';
import { phaseAt } from '../phase.ts';
import { shownScores, withheldPhases } from '../score-shown.ts';

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
  const challenge = await db().challenge.findFirstOrThrow({
    where: { entries: { some: { submissions: { some: { id: submissionId } } } } },
    include: { phases: true },
  });
  const now = new Date();
  const { part, ladder } = shownScores(challenge, now);
  if (ladder && challenge.metric !== 'top1Error') return [];
  return db().$queryRaw<SubmissionCost[]>`
    WITH scored AS (
      SELECT s.id, s.name, s.network, s.profile, s.inference_seconds, s.progress_total, e.name AS entry, e.baseline, told.error,
        s.id = ${submissionId}::uuid AS this,
        row_number() OVER (PARTITION BY e.id ORDER BY told.error, s.created_at, s.id) AS place
      FROM submissions s
      JOIN entries e ON e.id = s.entry_id
      JOIN scores sc ON sc.submission_id = s.id AND sc.split = 'test' AND sc.part = ${part}::"ScorePart"
      CROSS JOIN LATERAL (SELECT CASE WHEN ${ladder} THEN sc.ladder ELSE sc.top1_error END AS error) AS told
      WHERE s.state = 'scored' AND e.challenge_id = ${challenge.id}::uuid AND told.error IS NOT NULL
        AND coalesce(s.phase_position, -1) <> ALL (${withheldPhases(challenge, now)}::int[])
        AND (s.listed OR s.id = ${submissionId}::uuid OR ${phaseAt(challenge, now) === 'published'})
    ), chosen AS (
      SELECT * FROM scored WHERE this OR baseline OR place = 1 ORDER BY this DESC, error, id LIMIT ${MOST}
    )
    SELECT id AS "submissionId", name AS submission, entry, baseline, error,
      (network ->> 'macs')::float8 AS macs, (network ->> 'parameters')::float8 AS parameters,
      coalesce((profile ->> 'secondsPerImage')::float8, inference_seconds / NULLIF(progress_total, 0)) AS "secondsPerImage"
    FROM chosen ORDER BY error, id`;
}
