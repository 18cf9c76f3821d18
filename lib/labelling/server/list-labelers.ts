import { type Page, toPage } from '#lib/core/cursor';
import { assertRole, type Person } from '#lib/identity/person';
import { pool } from '#lib/infra/db/client';
import { BOARD_PAGE, type BoardLabeler, type ListLabelersInput } from '../board.ts';
import { suspicionsSchema } from '../trust/suspicion.ts';
import { findCampaign } from './find-campaign.ts';

interface LabelerRow {
  id: string;
  name: string;
  simulated: boolean;
  machine: boolean;
  votes: number;
  reliability: number | null;
  goldAsked: number;
  goldRight: number;
  settled: number;
  agreed: number;
  seconds: number | null;
  suspicions: unknown;
  withdrawnAt: Date | null;
  withdrawnBy: string | null;
  withdrawnReason: string;
  value: number;
}

/** SQL: what labelers l are ordered by, the greatest first; the worst is what an organiser looks for. */
const orders: Record<ListLabelersInput['order'], string> = {
  need: `CASE WHEN l.withdrawn_at IS NULL THEN jsonb_array_length(l.suspicions) ELSE 0 END * 1e12 + l.votes`,
  votes: 'l.votes',
  reliability: 'coalesce(-l.reliability, -2)',
  agreement: 'coalesce(-l.agreed::float8 / nullif(l.settled, 0), -2)',
  gold: 'coalesce(-l.gold_right::float8 / nullif(l.gold_asked, 0), -2)',
  speed: 'coalesce(-l.seconds, -1e12)',
};

/** SQL: everybody who voted in the campaign $1, with what the last estimate said of them. */
const labelers = `
  SELECT coalesce(c.user_id, d.user_id) AS id, greatest(coalesce(d.votes, 0), coalesce(c.votes, 0))::int AS votes, c.reliability,
         coalesce(c.gold_asked, 0) AS gold_asked, coalesce(c.gold_right, 0) AS gold_right,
         coalesce(c.settled, 0) AS settled, coalesce(c.agreed, 0) AS agreed,
         coalesce(c.median_milliseconds, d.milliseconds / nullif(d.votes, 0))::float8 / 1000 AS seconds,
         coalesce(c.suspicions, '[]') AS suspicions, c.withdrawn_at, c.withdrawn_by, coalesce(c.withdrawn_reason, '') AS withdrawn_reason
  FROM (SELECT * FROM campaign_labelers WHERE campaign_id = $1) AS c
  FULL JOIN (
    SELECT user_id, sum(votes) AS votes, sum(milliseconds) AS milliseconds
    FROM labeler_days WHERE campaign_id = $1 GROUP BY 1
  ) AS d ON d.user_id = c.user_id`;

/**
 * Who voted in a campaign and whose name holds `query`, 50 at a time: first those against whom most speaks and of these who
 * voted most (`need`), those with most votes, or the least reliability, agreement, share of gold answered rightly or time a
 * vote. Reads a row a labeler, and one a labeler and day. For organisers. Throws AppError `no-such-campaign`.
 */
export async function listLabelers(
  person: Person | null,
  { campaign, query, order, cursor }: ListLabelersInput & { campaign: string },
): Promise<Page<BoardLabeler>> {
  assertRole(person, 'organiser');
  const { id } = await findCampaign(campaign);
  const rows = await select(id, { query, order, cursor }, BOARD_PAGE + 1);
  return toPage(rows, BOARD_PAGE, (row) => [row.value, row.id], labelerOf);
}

/** Those of a campaign who voted most and whose reliability and speed are estimated, and those whom something speaks against. */
export async function listPlottedLabelers(
  person: Person | null,
  { campaign, limit }: { campaign: string; limit: number },
): Promise<BoardLabeler[]> {
  assertRole(person, 'organiser');
  const { id } = await findCampaign(campaign);
  const rows = await select(id, { query: '', order: 'need', cursor: undefined }, limit);
  return rows.map(labelerOf).filter(({ reliability, seconds }) => reliability !== null && (seconds ?? 0) > 0);
}

async function select(campaignId: string, { query, order, cursor }: ListLabelersInput, limit: number) {
  const { rows } = await pool().query<LabelerRow>(
    `WITH ordered AS (
       SELECT l.*, p.name, p.simulated, p.machine, (${orders[order]})::float8 AS value
       FROM (${labelers}) AS l JOIN users p ON p.id = l.id
       WHERE $2 = '' OR position(lower($2) IN lower(p.name)) > 0
     )
     SELECT o.id, o.name, o.simulated, o.machine, o.votes, o.reliability, o.gold_asked AS "goldAsked", o.gold_right AS "goldRight",
            o.settled, o.agreed, o.seconds, o.suspicions, o.withdrawn_at AS "withdrawnAt", b.name AS "withdrawnBy",
            o.withdrawn_reason AS "withdrawnReason", o.value
     FROM ordered o LEFT JOIN users b ON b.id = o.withdrawn_by
     WHERE $3::float8 IS NULL OR (o.value, o.id) < ($3, $4::uuid)
     ORDER BY o.value DESC, o.id DESC LIMIT $5`,
    [campaignId, query, cursor?.[0] ?? null, cursor?.[1] ?? null, limit],
  );
  return rows;
}

function labelerOf(row: LabelerRow): BoardLabeler {
  return {
    id: row.id,
    name: row.name,
    simulated: row.simulated,
    machine: row.machine,
    votes: row.votes,
    reliability: row.reliability,
    gold: { asked: row.goldAsked, right: row.goldRight },
    agreement: { settled: row.settled, agreed: row.agreed },
    seconds: row.seconds,
    suspicions: suspicionsSchema.parse(row.suspicions),
    withdrawnAt: row.withdrawnAt?.toISOString() ?? null,
    withdrawnBy: row.withdrawnBy,
    withdrawnReason: row.withdrawnReason,
  };
}
