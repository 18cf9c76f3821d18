import type pg from 'pg';
import { pool } from '#lib/infra/db/client';
import { transaction } from '#lib/infra/db/transaction';
import { countedGold, progressBetween } from '../progress-change.ts';
import { addProgress } from './add-progress.ts';
import { countDays } from './count-days.ts';
import { decideByVotes } from './decide-by-votes.ts';
import { endDoubtfulGold } from './end-doubtful-gold.ts';
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
    const withdrawn = await isWithdrawn(labeler);
    const unitIds = await findMisplaced(labeler, withdrawn);
    if (unitIds.length === 0) {
      await endMove(labeler, withdrawn);
      return moved;
    }
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

async function isWithdrawn({ campaignId, userId }: Labeler): Promise<boolean> {
  const { rowCount } = await pool().query(
    'SELECT FROM campaign_labelers WHERE campaign_id = $1 AND user_id = $2 AND withdrawn_at IS NOT NULL',
    [campaignId, userId],
  );
  return rowCount === 1;
}

/** The units on which the labeler's vote is not where it belongs. */
async function findMisplaced({ campaignId, userId }: Labeler, withdrawn: boolean): Promise<number[]> {
  const { rows } = await pool().query<{ id: number }>(
    `SELECT u.id FROM ${withdrawn ? 'votes' : 'withdrawn_votes'} v JOIN units u ON u.id = v.unit_id
     WHERE v.user_id = $2 AND u.campaign_id = $1 ORDER BY u.id`,
    [campaignId, userId],
  );
  return rows.map(({ id }) => id);
}

/** Says that the labeler's votes are where they belong; after a change of mind that is the next run's to say. */
async function endMove({ campaignId, userId }: Labeler, withdrawn: boolean): Promise<void> {
  await pool().query(
    `UPDATE campaign_labelers SET moving = false
     WHERE campaign_id = $1 AND user_id = $2 AND moving AND (withdrawn_at IS NOT NULL) = $3`,
    [campaignId, userId, withdrawn],
  );
}

async function moveChunk(
  client: pg.ClientBase,
  labeler: Labeler,
  unitIds: readonly number[],
): Promise<number> {
  const { userId, campaignId } = labeler;
  const { withdrawn, by } = await lockWithdrawal(client, labeler);
  const units = await lockUnits(client, unitIds);
  await dropOlder(client, labeler, unitIds);
  const moved = await moveRows(client, userId, unitIds, withdrawn);
  const difference = withdrawn ? -1 : 1;
  const before = units.filter(({ id, gold }) => moved.has(id) && !gold);
  const counted = before.map((unit) => {
    const others = unit.takers.filter((taker) => taker !== userId);
    const takers = withdrawn ? others : [...others, userId];
    return { ...unit, voteCount: unit.voteCount + difference, takers };
  });
  const after = await decideByVotes(client, campaignId, counted);
  const doubtful = withdrawn
    ? await endDoubtfulGold(
        client,
        campaignId,
        units.filter(({ id }) => moved.has(id)),
      )
    : [];
  const written = [...after, ...doubtful.map((change) => change.after)];
  if (written.length > 0) await writeUnits(client, written);
  const changes = [...changesOf(before, after), ...doubtful];
  await recordChanges(client, by, 'withdrawal', changes);
  // Votes on gold changed nothing of their units, but were counted, also those on what is gold no more.
  const golden = countedGold(units, moved, difference);
  const states = new Map(doubtful.map((change) => [change.after.id, change.after.state]));
  const stated = golden.map((unit) => ({ ...unit, state: states.get(unit.id) ?? unit.state }));
  await addProgress(client, campaignId, userId, progressBetween(units, [...after, ...stated]));
  return moved.size;
}

/** Of two votes of the labeler on a unit, one given since the other was withdrawn, the newer stands. */
async function dropOlder(
  client: pg.ClientBase,
  { campaignId, userId }: Labeler,
  unitIds: readonly number[],
): Promise<void> {
  const { rows } = await client.query<{ milliseconds: number; at: Date }>(
    `DELETE FROM withdrawn_votes w WHERE w.unit_id = ANY($1) AND w.user_id = $2
       AND EXISTS (SELECT FROM votes v WHERE v.unit_id = w.unit_id AND v.user_id = w.user_id)
     RETURNING w.milliseconds, w.created_at AS at`,
    [unitIds, userId],
  );
  const older = rows.map((vote) => ({ ...vote, userId }));
  await countDays(client, campaignId, older, -1);
}

/** Moves the labeler's votes on units to where they belong; gives the units on which there were any. */
async function moveRows(
  client: pg.ClientBase,
  userId: string,
  unitIds: readonly number[],
  withdrawn: boolean,
): Promise<Set<number>> {
  const [from, to] = withdrawn ? ['votes', 'withdrawn_votes'] : ['withdrawn_votes', 'votes'];
  const { rows } = await client.query<{ id: number }>(
    `WITH gone AS (DELETE FROM ${from} WHERE unit_id = ANY($1) AND user_id = $2 RETURNING *)
     INSERT INTO ${to} (unit_id, user_id, answer, milliseconds, created_at)
     SELECT unit_id, user_id, answer, milliseconds, created_at FROM gone ON CONFLICT DO NOTHING RETURNING unit_id AS id`,
    [unitIds, userId],
  );
  const moved = new Set(rows.map(({ id }) => id));
  // Since they were restored they may hold what they had answered on a lease: nobody has two places on a unit.
  if (!withdrawn) {
    await client.query('DELETE FROM leases WHERE unit_id = ANY($1) AND user_id = $2', [[...moved], userId]);
  }
  return moved;
}
