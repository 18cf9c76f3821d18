import type pg from 'pg';
import type { CreateCampaignInput } from '../campaign.ts';
import { FEWEST_GOLD, MOST_GOLD } from '../gold.ts';
import { votesNeeded } from '../votes-needed.ts';
import { notHeldOut } from './held-out.ts';

/**
 * Makes the units of a new campaign; gives the number of those that ask something. Units of a noun follow one another and are
 * shuffled within it, the wrong candidates that are put among them as gold too, so that ids say nothing of where an image comes
 * from or whether its answer is known.
 */
export async function insertUnits(
  client: pg.ClientBase,
  campaignId: string,
  datasetId: string,
  input: CreateCampaignInput,
): Promise<number> {
  const { sql, values } = questions(input);
  const withWrong = input.kind === 'verify' && input.goldShare > 0;
  const { rows } = await client.query<{ asked: number }>(
    `WITH asked AS MATERIALIZED (
       SELECT i.id AS image_id, i.sha256, q.synset_id
       FROM dataset_images d
       JOIN images i ON i.id = d.image_id
       JOIN (${sql}) AS q ON q.image_id = d.image_id
       WHERE d.dataset_id = $3 AND ($4::text[] IS NULL OR i.sha256 = ANY($4))
         AND ($5::boolean OR ${notHeldOut('i.id')})
     ), ${withWrong ? wrongCandidates(input.goldShare) : NONE_WRONG}, made AS (
       INSERT INTO units (campaign_id, image_id, synset_id, state, wanted, answer, confidence, settled_at)
       SELECT $1::uuid, image_id, synset_id, (CASE WHEN wrong THEN 'settled' ELSE 'open' END)::"UnitState",
              CASE WHEN wrong THEN 0 ELSE $2::int END, CASE WHEN wrong THEN 'no' END, CASE WHEN wrong THEN 1 END,
              CASE WHEN wrong THEN now() END
       FROM (SELECT *, false AS wrong FROM asked UNION ALL SELECT *, true AS wrong FROM wrong) AS units
       ORDER BY synset_id, md5($1::uuid::text || sha256)
       RETURNING id, synset_id, state
     ), known AS (
       INSERT INTO gold (unit_id, campaign_id, synset_id, answer, origin)
       SELECT id, $1, synset_id, 'no', 'inserted' FROM made WHERE state = 'settled'
     )
     SELECT count(*)::int AS asked FROM made WHERE state = 'open'`,
    [
      campaignId,
      votesNeeded(input, { voteCount: 0, extraVotes: 0 }),
      datasetId,
      input.images ?? null,
      input.kind === 'classify',
      ...values,
    ],
  );
  return rows[0]?.asked ?? 0;
}

const NONE_WRONG = 'wrong AS (SELECT image_id, sha256, synset_id FROM asked WHERE false)';

/** Of so many images each, drawn for a noun, those are left out that were gathered for a noun near it. */
const DRAWS = 8;

/**
 * CTEs that give for each asked noun images of the dataset that surely do not show it, as far as one can know: gathered for
 * other nouns alone, none of which lies above, below or beside it (under one of its parents), and never held out. Each noun
 * draws from the images in one shuffled order, which is not that of the units, from a place of its own on, and of what it drew
 * keeps those of its next kin: another mammal among lions is a mistake that people make, a doughnut would tell what it is there
 * for.
 */
const wrongCandidates = (share: number) => `
  nouns AS MATERIALIZED (
    SELECT synset_id,
           least(count(*), ${MOST_GOLD}, greatest(${FEWEST_GOLD}, ceil(count(*) * ${share}::float8)))::int AS gold
    FROM asked GROUP BY synset_id
  ), gathered AS MATERIALIZED (
    SELECT image_id, synset_id FROM asked
    UNION SELECT image_id, synset_id FROM dataset_candidates WHERE dataset_id = $3
  ), shuffled AS MATERIALIZED (
    SELECT i.id AS image_id, i.sha256, row_number() OVER (ORDER BY md5(i.sha256 || $1::uuid::text)) - 1 AS place
    FROM dataset_images d JOIN images i ON i.id = d.image_id
    WHERE d.dataset_id = $3 AND ($4::text[] IS NULL OR i.sha256 = ANY($4)) AND ${notHeldOut('i.id')} AND i.id IN (SELECT image_id FROM gathered)
  ), near AS MATERIALIZED (
    SELECT n.synset_id, c.ancestor_id AS other FROM nouns n JOIN synset_closure c ON c.descendant_id = n.synset_id
    UNION SELECT n.synset_id, c.descendant_id FROM nouns n JOIN synset_closure c ON c.ancestor_id = n.synset_id
    UNION SELECT n.synset_id, beside.child_id FROM nouns n JOIN synset_links up ON up.child_id = n.synset_id
      JOIN synset_links beside ON beside.parent_id = up.parent_id
  ), drawn AS MATERIALIZED (
    SELECT n.synset_id, n.gold, step, s.image_id, s.sha256
    FROM (SELECT count(*) AS images FROM shuffled) AS total CROSS JOIN nouns n
      CROSS JOIN LATERAL generate_series(0, least(total.images, n.gold * ${DRAWS}) - 1) AS step
      JOIN shuffled s ON s.place = (abs(hashtext(n.synset_id)::bigint) + step) % total.images
  ), close AS MATERIALIZED (
    SELECT DISTINCT d.synset_id, d.image_id
    FROM drawn d JOIN gathered g USING (image_id) JOIN near ON near.synset_id = d.synset_id AND near.other = g.synset_id
  ), kinship AS MATERIALIZED (
    SELECT pair.synset_id, pair.other, max(common.depth) AS depth
    FROM (SELECT DISTINCT d.synset_id, g.synset_id AS other FROM drawn d JOIN gathered g USING (image_id)) AS pair
      JOIN synset_closure one ON one.descendant_id = pair.synset_id
      JOIN synset_closure two ON two.descendant_id = pair.other AND two.ancestor_id = one.ancestor_id
      JOIN synsets common ON common.id = one.ancestor_id
    GROUP BY 1, 2
  ), wrong AS MATERIALIZED (
    SELECT image_id, sha256, synset_id FROM (
      SELECT d.*, row_number() OVER (PARTITION BY d.synset_id ORDER BY kin.depth DESC NULLS LAST, step) AS number
      FROM drawn d LEFT JOIN close USING (synset_id, image_id) CROSS JOIN LATERAL (
        SELECT max(k.depth) AS depth FROM gathered g JOIN kinship k ON k.synset_id = d.synset_id AND k.other = g.synset_id
        WHERE g.image_id = d.image_id
      ) AS kin
      WHERE close.image_id IS NULL
    ) AS far WHERE number <= gold
  )`;

/** What is asked of which image, as a query over the dataset $3 with parameters from $6 on. */
function questions(input: CreateCampaignInput): { sql: string; values: unknown[] } {
  if (input.kind === 'classify') {
    return {
      sql: 'SELECT image_id, NULL::text AS synset_id FROM dataset_images WHERE dataset_id = $3',
      values: [],
    };
  }
  if (input.candidates) {
    return {
      sql: `SELECT DISTINCT images.id AS image_id, c.synset_id
            FROM unnest($6::text[], $7::text[]) AS c (sha256, synset_id) JOIN images USING (sha256)`,
      values: [input.candidates.map(({ image }) => image), input.candidates.map(({ synset }) => synset)],
    };
  }
  return {
    sql: `SELECT image_id, synset_id FROM dataset_candidates
          WHERE dataset_id = $3 AND ($6::text[] IS NULL OR synset_id = ANY($6))`,
    values: [input.synsets ?? null],
  };
}
