import type pg from 'pg';
import { isOutOfTrain, keepInTrain } from '#lib/datasets/server/keep-in-train';
import { pool } from '#lib/infra/db/client';
import { transaction } from '#lib/infra/db/transaction';
import {
  FEWEST_GOLD,
  GOLD_CONFIDENCE,
  GOLD_RELIABILITY,
  GOLD_VOTES,
  MOST_GOLD,
  QUIZ_CHOICE,
} from '../gold.ts';
import { LEAST_VOTES } from '../settling.ts';
import { notHeldOut } from './held-out.ts';

/** Units of a campaign that are looked at in one go, and those that are read from one place on. */
const LOOKED_AT = 10_000;
const RUN = 20;

/**
 * Chooses gold in every open campaign that mixes it in or asks for a qualification, among `most` of its units at most: others
 * each time. For the upkeep job; safe to repeat.
 */
export async function chooseGoldEverywhere(most = LOOKED_AT): Promise<{ gold: number; quiz: number }> {
  const { rows } = await pool().query<SettlingCampaign>(
    `SELECT id, dataset_id AS "datasetId", gold_share AS "goldShare", qualification_units AS "qualificationUnits",
            target_confidence AS "targetConfidence",
            (SELECT coalesce(sum(p.units), 0)::int FROM campaign_progress p WHERE p.campaign_id = c.id) AS units
     FROM campaigns c WHERE state = 'open' AND (gold_share > 0 OR qualification_units > 0) ORDER BY id`,
  );
  const total = { gold: 0, quiz: 0 };
  for (const campaign of rows) {
    const chosen = await transaction((client) => chooseGold(client, campaign, most));
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

interface SettlingCampaign extends GoldCampaign {
  targetConfidence: number | null;
  units: number;
}

const all = 'SELECT * FROM units WHERE campaign_id = $1';

/** SQL: units in short runs from places by lot, so that a campaign of millions is never read as a whole. */
const byLot = `SELECT DISTINCT u.* FROM (
    SELECT min(image_id) AS low, max(image_id)::bigint - min(image_id) + 1 AS width FROM units WHERE campaign_id = $1
  ) AS span, generate_series(1, $5::int), LATERAL (
    SELECT span.low + floor(span.width * random())::int AS id WHERE generate_series > 0
  ) AS place, LATERAL (
    SELECT * FROM units WHERE campaign_id = $1 AND image_id >= place.id ORDER BY image_id, synset_id LIMIT ${RUN}
  ) AS u`;

/** SQL: whether everybody who voted on unit u is reliable, a person, and nothing speaks against them. */
const reliablyVoted = `NOT EXISTS (
  SELECT FROM votes v JOIN users p ON p.id = v.user_id
  LEFT JOIN campaign_labelers l ON l.campaign_id = u.campaign_id AND l.user_id = v.user_id
  WHERE v.unit_id = u.id AND NOT coalesce(l.reliability >= ${GOLD_RELIABILITY} AND l.suspicions = '[]' AND NOT p.machine, false))`;

/**
 * Makes settled units gold whose answer is beyond doubt, or next to it: all votes the same, and a confidence of 0.99 or more, by
 * three votes at least where a majority decides; where units settle at a confidence also those that reliable people settled
 * (`GOLD_RELIABILITY`), the surest first. Of each noun and answer as many as the campaign's share of gold asks for, from three to
 * fifty with those that there are; so of yes and of no both, never of an image that is held out. Then some of the gold becomes the
 * quiz, where the campaign has one.
 */
async function chooseGold(
  client: pg.ClientBase,
  campaign: SettlingCampaign,
  most: number,
): Promise<{ gold: number; quiz: number }> {
  const { units, goldShare, targetConfidence } = campaign;
  const part = units > most;
  const { rows } = await client.query<{ unitId: number }>(
    `WITH looked_at AS MATERIALIZED (${part ? byLot : all}
     ), sure AS MATERIALIZED (
       SELECT u.id, u.synset_id, u.answer, row_number() OVER same AS number, count(*) OVER (PARTITION BY u.synset_id, u.answer) AS all
       FROM looked_at u
       WHERE u.state = 'settled' AND u.answer NOT IN ('cannot-tell', 'broken') AND position(' ' IN u.answer) = 0
         AND (u.vote_count >= ${GOLD_VOTES} OR (u.vote_count >= ${LEAST_VOTES} AND $4::float8 IS NOT NULL))
         AND (u.confidence >= ${GOLD_CONFIDENCE} OR (u.confidence >= $4 AND ${reliablyVoted}))
         AND (SELECT g.unit_id FROM gold g WHERE g.unit_id = u.id) IS NULL
         AND (SELECT l.unit_id FROM leases l WHERE l.unit_id = u.id LIMIT 1) IS NULL
         AND NOT EXISTS (SELECT FROM votes v WHERE v.unit_id = u.id AND v.answer <> u.answer)
         AND ${notHeldOut('u.image_id')}
       WINDOW same AS (PARTITION BY u.synset_id, u.answer
         ORDER BY CASE WHEN u.confidence >= ${GOLD_CONFIDENCE} THEN 0 ELSE 1 - u.confidence END, random())
     ), there AS MATERIALIZED (
       SELECT synset_id, answer, count(*) AS gold FROM gold WHERE campaign_id = $1 AND NOT quiz GROUP BY 1, 2
     ), chosen AS MATERIALIZED (
       SELECT sure.id FROM sure LEFT JOIN there
         ON there.answer = sure.answer AND there.synset_id IS NOT DISTINCT FROM sure.synset_id
       WHERE number <= least(${MOST_GOLD}, greatest(${FEWEST_GOLD}, ceil($2::float8 * $3::float8 * sure.all))) - coalesce(there.gold, 0)
     ), locked AS MATERIALIZED (
       SELECT u.id, u.campaign_id, u.synset_id, u.answer FROM units u
       WHERE u.id IN (SELECT id FROM chosen) AND u.state = 'settled' ORDER BY u.id FOR UPDATE SKIP LOCKED
     )
     INSERT INTO gold (unit_id, campaign_id, synset_id, answer, origin)
     SELECT id, campaign_id, synset_id, answer, 'settled' FROM locked
     ON CONFLICT DO NOTHING RETURNING unit_id AS "unitId"`,
    // What is not looked at has as much again.
    [
      campaign.id,
      goldShare,
      part ? units / most : 1,
      targetConfidence,
      ...(part ? [Math.ceil(most / RUN)] : []),
    ],
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
       SELECT k.*, row_number() OVER (PARTITION BY k.kind, k.synset_id, k.answer ORDER BY md5(k.unit_id::text)) AS turn
       FROM kinds k JOIN units u ON u.id = k.unit_id WHERE NOT k.quiz AND NOT ${isOutOfTrain('u.image_id')}
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
