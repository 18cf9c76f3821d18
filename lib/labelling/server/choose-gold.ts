import type pg from 'pg';
import { keepInTrain } from '#lib/datasets/server/keep-in-train';
import { pool } from '#lib/infra/db/client';
import { transaction } from '#lib/infra/db/transaction';
import { FEWEST_GOLD, GOLD_CONFIDENCE, GOLD_VOTES, MOST_GOLD, QUIZ_CHOICE } from '../gold.ts';
import { notHeldOut } from './held-out.ts';

/** Chooses gold in every open campaign that mixes it in or asks for a qualification. For the upkeep job; safe to repeat. */
export async function chooseGoldEverywhere(): Promise<{ gold: number; quiz: number }> {
  const { rows } = await pool().query<GoldCampaign>(
    `SELECT id, dataset_id AS "datasetId", gold_share AS "goldShare", qualification_units AS "qualificationUnits"
     FROM campaigns WHERE state = 'open' AND (gold_share > 0 OR qualification_units > 0) ORDER BY id`,
  );
  const total = { gold: 0, quiz: 0 };
  for (const campaign of rows) {
    const chosen = await transaction((client) => chooseGold(client, campaign));
    total.gold += chosen.gold;
    total.quiz += chosen.quiz;
  }
  return total;
}

interface GoldCampaign {
  id: string;
  datasetId: string;
  goldShare: number;
  qualificationUnits: number;
}

/**
 * Makes settled units gold whose answer is beyond doubt: at least three votes, all the same, and a confidence of 0.99 or more. Of
 * each noun and answer as many as the campaign's share of gold asks for, from three to fifty with those that there are; for verify of
 * yes and no both, never of an image that is held out. Then some of the gold becomes the quiz, where the campaign has one.
 */
async function chooseGold(
  client: pg.ClientBase,
  campaign: GoldCampaign,
): Promise<{ gold: number; quiz: number }> {
  const { rows } = await client.query<{ unitId: number }>(
    `WITH sure AS MATERIALIZED (
       SELECT u.id, u.synset_id, u.answer, row_number() OVER same AS number, count(*) OVER (PARTITION BY u.synset_id, u.answer) AS all
       FROM units u
       WHERE u.campaign_id = $1 AND u.state = 'settled' AND u.vote_count >= ${GOLD_VOTES} AND u.confidence >= ${GOLD_CONFIDENCE}
         AND u.answer NOT IN ('cannot-tell', 'broken') AND position(' ' IN u.answer) = 0 AND ${notHeldOut('u.image_id')}
         AND (SELECT g.unit_id FROM gold g WHERE g.unit_id = u.id) IS NULL
         AND (SELECT l.unit_id FROM leases l WHERE l.unit_id = u.id LIMIT 1) IS NULL
       WINDOW same AS (PARTITION BY u.synset_id, u.answer ORDER BY random())
     ), there AS MATERIALIZED (
       SELECT synset_id, answer, count(*) AS gold FROM gold WHERE campaign_id = $1 AND NOT quiz GROUP BY 1, 2
     ), chosen AS MATERIALIZED (
       SELECT sure.id FROM sure LEFT JOIN there
         ON there.answer = sure.answer AND there.synset_id IS NOT DISTINCT FROM sure.synset_id
       WHERE number <= least(${MOST_GOLD}, greatest(${FEWEST_GOLD}, ceil($2::float8 * sure.all))) - coalesce(there.gold, 0)
         AND NOT EXISTS (SELECT FROM votes v WHERE v.unit_id = sure.id AND v.answer <> sure.answer)
     ), locked AS MATERIALIZED (
       SELECT u.id, u.campaign_id, u.synset_id, u.answer FROM units u
       WHERE u.id IN (SELECT id FROM chosen) AND u.state = 'settled' ORDER BY u.id FOR UPDATE SKIP LOCKED
     )
     INSERT INTO gold (unit_id, campaign_id, synset_id, answer, origin)
     SELECT id, campaign_id, synset_id, answer, 'settled' FROM locked
     ON CONFLICT DO NOTHING RETURNING unit_id AS "unitId"`,
    [campaign.id, campaign.goldShare],
  );
  return { gold: rows.length, quiz: await chooseQuiz(client, campaign) };
}

/**
 * Makes some of a campaign's gold the quiz of its qualification until there is enough to choose from, of each answer (of all
 * answers together, for classify) and from as many nouns as can be. Its answers are told, so its images are kept in train; those
 * that some version has elsewhere are left out. Gives how many were added.
 */
export async function chooseQuiz(client: pg.ClientBase, campaign: GoldCampaign): Promise<number> {
  const choice = campaign.qualificationUnits * QUIZ_CHOICE;
  if (choice === 0) return 0;
  const { rows } = await client.query<{ unitId: number; imageId: number }>(
    `WITH kinds AS (
       SELECT g.*, CASE WHEN g.synset_id IS NULL THEN '' ELSE g.answer END AS kind FROM gold g WHERE g.campaign_id = $1
     ), ordered AS (
       SELECT k.*, row_number() OVER (PARTITION BY kind, synset_id, answer ORDER BY md5(unit_id::text)) AS turn FROM kinds k WHERE NOT quiz
     ), numbered AS (
       SELECT o.*, row_number() OVER (PARTITION BY kind ORDER BY turn, md5(unit_id::text)) AS number FROM ordered o
     )
     SELECT n.unit_id AS "unitId", u.image_id AS "imageId"
     FROM numbered n JOIN units u ON u.id = n.unit_id
     WHERE number <= $2 - (SELECT count(*) FROM kinds k WHERE k.quiz AND k.kind = n.kind)`,
    [campaign.id, choice],
  );
  const kept = await keepInTrain(
    client,
    campaign.datasetId,
    rows.map(({ imageId }) => imageId),
  );
  const told = new Set(kept);
  const quiz = rows.filter(({ imageId }) => told.has(imageId)).map(({ unitId }) => unitId);
  await client.query(
    // Only votes from now on are answers to the quiz.
    'UPDATE gold SET quiz = true, created_at = now() WHERE unit_id = ANY($1)',
    [quiz],
  );
  return quiz.length;
}
