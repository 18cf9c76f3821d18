import { pool } from '#lib/infra/db/client';
import type { UnitState } from '../unit.ts';

export interface SampledUnit {
  id: number;
  imageId: number;
  synsetId: string | null;
  state: UnitState;
  voteCount: number;
  extraVotes: number;
  answer: string | null;
}

const columns = `u.id, u.image_id AS "imageId", u.synset_id AS "synsetId", u.state, u.vote_count AS "voteCount",
  u.extra_votes AS "extraVotes", u.answer`;
const notGold = 'NOT EXISTS (SELECT FROM gold g WHERE g.unit_id = u.id)';

/** Units that are read from one place of the campaign on. */
const RUN = 20;

/**
 * Units of a campaign that are no gold: all where it has no more than `limit`, else about so many, in short runs from places
 * spread evenly over its images (multiples of the golden ratio), so that the same campaign gives the same units each time. Reads no
 * more than `limit` units, by an index.
 */
export async function sampleUnits(
  campaignId: string,
  { units, limit }: { units: number; limit: number },
): Promise<{ sampled: SampledUnit[]; complete: boolean }> {
  if (units <= limit) {
    const { rows } = await pool().query<SampledUnit>(
      `SELECT ${columns} FROM units u WHERE u.campaign_id = $1 AND ${notGold} ORDER BY u.id`,
      [campaignId],
    );
    return { sampled: rows, complete: true };
  }
  const { rows } = await pool().query<SampledUnit>(
    `WITH span AS (
       SELECT min(image_id) AS low, max(image_id)::bigint - min(image_id) + 1 AS width FROM units WHERE campaign_id = $1
     ), places AS (
       SELECT low + floor(width * (i * 0.6180339887498949 - floor(i * 0.6180339887498949)))::int AS place
       FROM span, generate_series(1, $2) AS i
     )
     SELECT DISTINCT ON (u.id) ${columns}
     FROM places, LATERAL (
       SELECT * FROM units WHERE campaign_id = $1 AND image_id >= place ORDER BY image_id, synset_id LIMIT ${RUN}
     ) AS u WHERE ${notGold} ORDER BY u.id`,
    [campaignId, Math.floor(limit / RUN)],
  );
  return { sampled: rows, complete: false };
}
