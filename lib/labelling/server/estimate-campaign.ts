import type pg from 'pg';
import { transaction } from '#lib/infra/db/transaction';
import { withConnection } from '#lib/infra/db/with-connection';
import { estimateApart } from '../estimate/estimate-apart.ts';
import type { CampaignEstimate } from '../estimate/estimate-campaign.ts';
import type { ClassifyModel, VerifyModel } from '../online-model.ts';
import { applyEstimate, type EstimatedUnit } from './apply-estimate.ts';
import { type DecidingCampaign, readDeciding } from './load-judge.ts';
import { type ReadVotes, readCampaignVotes } from './read-campaign-votes.ts';
import { writeConfusions } from './write-confusions.ts';

/**
 * Estimates a campaign anew from all its votes: reliabilities, the model that votes to come are weighed by, what nouns are
 * confused, and where a confidence decides, the units: settles, contests, opens again what fell under the bar. By majority labels
 * stay. One at a time for a campaign: gives null where another is at it, or it has no votes. Killed at any point, the next run
 * does what is left. The id of the estimate else.
 */
export async function estimateCampaign(
  { campaignId }: { campaignId: string },
  signal?: AbortSignal,
): Promise<number | null> {
  return withConnection(async (client, drop) => {
    // The lock is the connection's: it goes with a process that is killed.
    const { rows } = await client.query<{ got: boolean }>(`SELECT pg_try_advisory_lock(${LOCK}) AS got`, [
      campaignId,
    ]);
    if (!rows[0]?.got) return null;
    try {
      return await estimate(client, campaignId, signal);
    } finally {
      // One that cannot unlock would carry the lock to whoever takes it next.
      await client.query(`SELECT pg_advisory_unlock(${LOCK})`, [campaignId]).catch(drop);
    }
  });
}

const LOCK = `hashtextextended('estimate ' || $1::text, 0)`;

async function estimate(
  client: pg.PoolClient,
  campaignId: string,
  signal: AbortSignal | undefined,
): Promise<number | null> {
  const started = performance.now();
  const campaign = await readDeciding(client, campaignId);
  if (!campaign) return null;
  const read = await readCampaignVotes(client, campaign);
  const count = read.votes.milliseconds.length;
  if (count === 0) return null;
  const { labelerNames } = read.votes;
  const estimated = await estimateApart(read.votes);
  signal?.throwIfAborted();
  const seconds = (performance.now() - started) / 1000;
  const id = await transaction(async (tx) => {
    await writeFigures(tx, campaignId, labelerNames, estimated);
    const { rows } = await tx.query<{ id: number }>(
      `INSERT INTO estimates (campaign_id, votes, labelers, iterations, seconds, settled, reopened, contested, relabelled,
         alpha, model)
       VALUES ($1, $2, $3, $4, $5, 0, 0, 0, 0, $6, $7) RETURNING id`,
      [
        campaignId,
        count,
        labelerNames.length,
        estimated.iterations,
        seconds,
        estimated.alpha,
        JSON.stringify({ ...modelOf(campaign, read.nounNames, estimated), counted: read.counted }),
      ],
    );
    return (rows[0] as { id: number }).id;
  });
  const { targetConfidence } = campaign;
  if (targetConfidence !== null) {
    await applyEstimate({ ...campaign, targetConfidence }, id, unitsOf(read, estimated), signal);
  }
  await writeConfusions(campaignId);
  return id;
}

function modelOf(
  { kind }: DecidingCampaign,
  nounNames: readonly string[],
  { yes, nounYes, crowd }: CampaignEstimate,
): VerifyModel | ClassifyModel {
  if (kind === 'classify') return { kind, reliability: crowd[0] };
  return {
    kind,
    yes,
    nouns: Object.fromEntries(nounNames.map((noun, code) => [noun, nounYes[code] as number])),
    crowd: crowd as [number, number],
  };
}

function* unitsOf(
  { unitIds }: Pick<ReadVotes, 'unitIds'>,
  { answerNames, answers, confidence, backing, counts }: CampaignEstimate,
): Generator<EstimatedUnit> {
  for (const [unit, id] of unitIds.entries()) {
    yield {
      id,
      answer: answerNames[answers[unit] as number] ?? null,
      confidence: confidence[unit] as number,
      backing: backing[unit] as number,
      votes: counts[unit] as number,
    };
  }
}

/**
 * Writes the figures that changed. Labelers without a vote any more have theirs set back: nothing is known of them by votes.
 */
async function writeFigures(
  client: pg.ClientBase,
  campaignId: string,
  labelerNames: readonly string[],
  { reliability, rights, figures, suspicions }: CampaignEstimate,
): Promise<void> {
  await client.query(
    `UPDATE campaign_labelers SET reliability = NULL, confusion = '{}', votes = 0, gold_asked = 0, gold_right = 0,
       settled = 0, agreed = 0, median_milliseconds = NULL, estimated_at = now()
     WHERE campaign_id = $1 AND withdrawn_at IS NULL AND votes > 0 AND user_id <> ALL ($2::uuid[])`,
    [campaignId, labelerNames],
  );
  await client.query(
    `INSERT INTO campaign_labelers AS l (campaign_id, user_id, reliability, confusion, votes, gold_asked, gold_right, settled,
       agreed, median_milliseconds, suspicions, estimated_at)
     SELECT $1, f.user_id, f.reliability, f.confusion::float8[], f.votes, f.gold_asked, f.gold_right, f.settled, f.agreed,
            f.median, f.suspicions::jsonb, now()
     FROM unnest($2::uuid[], $3::float8[], $4::text[], $5::int[], $6::int[], $7::int[], $8::int[], $9::int[], $10::int[],
       $11::text[]) AS f (user_id, reliability, confusion, votes, gold_asked, gold_right, settled, agreed, median, suspicions)
     ORDER BY f.user_id
     ON CONFLICT (campaign_id, user_id) DO UPDATE SET
       reliability = excluded.reliability, confusion = excluded.confusion, votes = excluded.votes,
       gold_asked = excluded.gold_asked, gold_right = excluded.gold_right, settled = excluded.settled,
       agreed = excluded.agreed, median_milliseconds = excluded.median_milliseconds, suspicions = excluded.suspicions,
       estimated_at = excluded.estimated_at
     WHERE (l.reliability, l.confusion, l.votes, l.gold_asked, l.gold_right, l.settled, l.agreed, l.median_milliseconds, l.suspicions)
       IS DISTINCT FROM (excluded.reliability, excluded.confusion, excluded.votes, excluded.gold_asked, excluded.gold_right,
         excluded.settled, excluded.agreed, excluded.median_milliseconds, excluded.suspicions)`,
    [
      campaignId,
      labelerNames,
      [...reliability],
      labelerNames.map((_, j) =>
        rights === null ? '{}' : `{${rights.subarray(2 * j, 2 * j + 2).join(',')}}`,
      ),
      [...figures.votes],
      [...figures.goldAsked],
      [...figures.goldRight],
      [...figures.settled],
      [...figures.agreed],
      [...figures.medianMilliseconds],
      suspicions.map((found) => JSON.stringify(found)),
    ],
  );
}
