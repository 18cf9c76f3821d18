import { pool } from '#lib/infra/db/client';
import type { Progress } from '../campaign.ts';
import { LEAST_VOTES } from '../settling.ts';

interface ProgressRow {
  key: string;
  units: number;
  settled: number;
  contested: number;
  votes: number;
  votes_needed: number;
}

/**
 * An adaptive campaign's open units are taken to need as many votes as the whole has taken a decided unit so far: a little too many
 * while much is under way, which evens out towards the end. Before any is decided, the least. Votes on gold are among
 * those given, so there may be more than the units need.
 */
const sums = `sum(p.units)::int AS units, sum(p.settled)::int AS settled, sum(p.contested)::int AS contested,
  sum(p.votes)::int AS votes,
  CASE WHEN min(c.target_confidence) IS NULL THEN greatest(sum(p.votes), sum(p.units) * min(c.votes_per_unit))
    ELSE greatest(sum(p.votes), round(sum(p.units) * least(min(c.votes_per_unit), greatest(${LEAST_VOTES},
      sum(p.votes)::float8 / nullif(sum(p.settled + p.contested), 0)))))
  END::int AS votes_needed`;

/** How far campaigns are, by their ids. Reads the counters, not the units. */
export async function readProgress(campaignIds: readonly string[]): Promise<Map<string, Progress>> {
  const { rows } = await pool().query<ProgressRow>(
    `SELECT p.campaign_id AS key, ${sums}
     FROM campaign_progress p JOIN campaigns c ON c.id = p.campaign_id
     WHERE p.campaign_id = ANY($1) GROUP BY 1`,
    [campaignIds],
  );
  return progressByKey(rows);
}

/** How far the units of each noun of a verify campaign are, by synset id. */
export async function readProgressByNoun(campaignId: string): Promise<Map<string, Progress>> {
  const { rows } = await pool().query<ProgressRow>(
    `SELECT p.synset_id AS key, ${sums}
     FROM campaign_progress p JOIN campaigns c ON c.id = p.campaign_id
     WHERE p.campaign_id = $1 AND p.synset_id <> '' GROUP BY 1 ORDER BY 1`,
    [campaignId],
  );
  return progressByKey(rows);
}

function progressByKey(rows: readonly ProgressRow[]): Map<string, Progress> {
  return new Map(
    rows.map(({ key, votes_needed, ...counts }) => [key, { ...counts, votesNeeded: votes_needed }]),
  );
}
