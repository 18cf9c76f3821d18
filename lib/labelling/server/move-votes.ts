import type pg from 'pg';
import { pool } from '#lib/infra/db/client';
import { transaction } from '#lib/infra/db/transaction';
import type { DecideUnit } from '../deciding.ts';
import type { NamedUnit, UnitVote } from '../locked-unit.ts';
import { countedGold, progressBetween } from '../progress-change.ts';
import { restate } from '../unit.ts';
import { type VotePolicy, votesWanted } from '../votes-needed.ts';
import { addProgress } from './add-progress.ts';
import { decidedByReview } from './last-changes.ts';
import { type DecidingCampaign, decidingColumns, loadDeciding, readLabelers } from './load-judge.ts';
import { lockUnits } from './lock-units.ts';
import { changesOf, recordChanges } from './record-changes.ts';
import { releaseLeases } from './release-leases.ts';
import { writeUnits } from './write-units.ts';

/** Units that are locked together. */
const CHUNK = 500;

interface Labeler {
  campaignId: string;
  userId: string;
}

/**
 * Brings a labeler's votes in a campaign to where they belong: out of its units while their votes are withdrawn, back where they
 * were once they are restored. What each act wants is read again with every chunk, so a change of mind turns it around. Killed at
 * any point, the next run does what is left. Gives how many votes it moved.
 */
export async function moveVotes(labeler: Labeler, signal?: AbortSignal): Promise<number> {
  await endLeases(labeler);
  let moved = 0;
  for (;;) {
    const unitIds = await findMisplaced(labeler);
    if (unitIds.length === 0) return moved;
    for (let from = 0; from < unitIds.length; from += CHUNK) {
      signal?.throwIfAborted();
      moved += await transaction((client) => moveChunk(client, labeler, unitIds.slice(from, from + CHUNK)));
    }
  }
}

/** What is on lease to somebody whose votes are withdrawn goes back to everybody. */
async function endLeases({ campaignId, userId }: Labeler): Promise<void> {
  await transaction(async (client) => {
    if (!(await lockWithdrawal(client, { campaignId, userId })).withdrawn) return;
    // Waits for votes that were being kept when the withdrawal was made; those that come after see it.
    await client.query(
      'SELECT FROM assignments WHERE campaign_id = $1 AND user_id = $2 ORDER BY id FOR UPDATE',
      [campaignId, userId],
    );
    await releaseLeases(
      client,
      'l.user_id = $2 AND EXISTS (SELECT FROM assignments a WHERE a.id = l.assignment_id AND a.campaign_id = $1)',
      [campaignId, userId],
    );
    await client.query(
      `UPDATE assignments SET state = 'returned' WHERE campaign_id = $1 AND user_id = $2 AND state = 'leased'`,
      [campaignId, userId],
    );
  });
}

/** Whether a labeler's votes are withdrawn; it stays so until the transaction ends. */
async function lockWithdrawal(
  client: pg.ClientBase,
  { campaignId, userId }: Labeler,
): Promise<{ withdrawn: boolean; by: string | null }> {
  const { rows } = await client.query<{ withdrawn: boolean; by: string | null }>(
    `SELECT withdrawn_at IS NOT NULL AS withdrawn, withdrawn_by AS by FROM campaign_labelers
     WHERE campaign_id = $1 AND user_id = $2 FOR SHARE`,
    [campaignId, userId],
  );
  return rows[0] ?? { withdrawn: false, by: null };
}

/** The units on which the labeler's vote is not where it belongs. */
async function findMisplaced({ campaignId, userId }: Labeler): Promise<number[]> {
  const { rows } = await pool().query<{ id: number }>(
    `WITH labeler AS (
       SELECT coalesce((SELECT withdrawn_at IS NOT NULL FROM campaign_labelers WHERE campaign_id = $1 AND user_id = $2), false) AS withdrawn
     )
     SELECT u.id FROM labeler JOIN votes v ON v.user_id = $2 JOIN units u ON u.id = v.unit_id AND u.campaign_id = $1
     WHERE labeler.withdrawn
     UNION ALL
     SELECT u.id FROM labeler JOIN withdrawn_votes w ON w.user_id = $2 JOIN units u ON u.id = w.unit_id AND u.campaign_id = $1
     WHERE NOT labeler.withdrawn
     ORDER BY id`,
    [campaignId, userId],
  );
  return rows.map(({ id }) => id);
}

async function moveChunk(
  client: pg.ClientBase,
  labeler: Labeler,
  unitIds: readonly number[],
): Promise<number> {
  const { userId, campaignId } = labeler;
  const { withdrawn, by } = await lockWithdrawal(client, labeler);
  const units = await lockUnits(client, unitIds);
  const [from, to] = withdrawn ? ['votes', 'withdrawn_votes'] : ['withdrawn_votes', 'votes'];
  const { rows } = await client.query<{ id: number }>(
    `WITH gone AS (DELETE FROM ${from} WHERE unit_id = ANY($1) AND user_id = $2 RETURNING *)
     INSERT INTO ${to} (unit_id, user_id, answer, milliseconds, created_at)
     SELECT unit_id, user_id, answer, milliseconds, created_at FROM gone RETURNING unit_id AS id`,
    [unitIds, userId],
  );
  const moved = new Set(rows.map(({ id }) => id));
  const difference = withdrawn ? -1 : 1;
  // Votes on gold changed nothing of their units, but were counted.
  const before = units.filter(({ id, gold }) => moved.has(id) && !gold);
  const after = before.length > 0 ? await decideAnew(client, campaignId, before, difference, userId) : [];
  if (after.length > 0) await writeUnits(client, after);
  await recordChanges(client, by, 'withdrawal', changesOf(before, after));
  const counted = [...after, ...countedGold(units, moved, difference)];
  await addProgress(client, campaignId, userId, progressBetween(units, counted));
  return moved.size;
}

/** What units become with a vote less or more; labels that organisers gave stay. */
async function decideAnew(
  client: pg.ClientBase,
  campaignId: string,
  units: readonly NamedUnit[],
  difference: 1 | -1,
  userId: string,
): Promise<NamedUnit[]> {
  const unitIds = units.map(({ id }) => id);
  const { rows: votes } = await client.query<UnitVote>(
    `SELECT unit_id AS "unitId", user_id AS "userId", answer FROM votes WHERE unit_id = ANY($1)`,
    [unitIds],
  );
  const { rows: decided } = await client.query<{ id: number }>(
    `SELECT id FROM units WHERE id = ANY($1) AND ${decidedByReview('units.id')}`,
    [unitIds],
  );
  const { rows: campaigns } = await client.query<DecidingCampaign>(
    `SELECT ${decidingColumns} FROM campaigns c WHERE c.id = $1`,
    [campaignId],
  );
  const campaign = campaigns[0] as DecidingCampaign;
  const known = await readLabelers(client, campaignId, [...new Set(votes.map((vote) => vote.userId))]);
  const decide = await loadDeciding(client, campaign, known, new Set(votes.map(({ answer }) => answer)));
  const votesOf = new Map<number, UnitVote[]>(unitIds.map((id) => [id, []]));
  for (const vote of votes) votesOf.get(vote.unitId)?.push(vote);
  const stays = new Set(decided.map(({ id }) => id));
  return units.map((unit) => {
    const others = unit.takers.filter((taker) => taker !== userId);
    const counted = {
      ...unit,
      voteCount: unit.voteCount + difference,
      takers: difference === 1 ? [...others, userId] : others,
    };
    if (stays.has(unit.id)) return counted;
    return redecided(campaign, decide, counted, votesOf.get(unit.id) ?? []);
  });
}

function redecided(
  policy: VotePolicy,
  decide: DecideUnit,
  unit: NamedUnit,
  votes: readonly UnitVote[],
): NamedUnit {
  const deciding = decide(unit, votes);
  const confidence = votes.length === 0 ? null : deciding.confidence;
  const after = { ...unit, ...deciding, confidence, state: restate(unit, deciding) };
  return { ...after, wanted: votesWanted(policy, after) };
}
