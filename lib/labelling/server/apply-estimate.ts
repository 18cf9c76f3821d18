import { pool } from '#lib/infra/db/client';
import { transaction } from '#lib/infra/db/transaction';
import type { LockedUnit, NamedUnit } from '../locked-unit.ts';
import { progressBetween } from '../progress-change.ts';
import { settleUnit } from '../settling.ts';
import { restate } from '../unit.ts';
import { type VotePolicy, votesLeft, votesWanted } from '../votes-needed.ts';
import { addProgress } from './add-progress.ts';
import { decidedByReview, waitsForOpinion } from './last-changes.ts';
import { lockUnits } from './lock-units.ts';
import { changesOf, recordChanges } from './record-changes.ts';
import { writeUnits } from './write-units.ts';

/** Units that are looked at together, and locked together where they change. */
const CHUNK = 1000;

/** A confidence that moved by less is left as it stands. */
const NOTICED = 0.005;

/** What an estimate says of a unit. */
export interface EstimatedUnit {
  id: number;
  answer: string | null;
  confidence: number;
  /** The votes that it may be settled on, and those that were counted. */
  backing: number;
  votes: number;
}

/** How many units an estimate settled, opened again, sent to review and gave another answer. */
export interface AppliedChanges {
  settled: number;
  reopened: number;
  contested: number;
  relabelled: number;
}

type AdaptivePolicy = VotePolicy & { targetConfidence: number };

/**
 * Brings a chunk of an adaptive campaign's units to what an estimate says of them, in a transaction of its own; units that got
 * or lost a vote since are left for the next estimate, gold, what organisers decided and what waits for a
 * second opinion as they are. Counts what changed,
 * in the estimate's row too. Doing it again changes nothing.
 */
async function applyChunk(
  campaignId: string,
  estimateId: number,
  policy: AdaptivePolicy,
  units: ReadonlyMap<number, EstimatedUnit>,
): Promise<void> {
  const { rows: now } = await pool().query<LockedUnit>(
    `SELECT id, state, answer, confidence, vote_count AS "voteCount", extra_votes AS "extraVotes", takers, wanted
     FROM units WHERE id = ANY($1) AND NOT EXISTS (SELECT FROM gold g WHERE g.unit_id = units.id)`,
    [[...units.keys()]],
  );
  const moving = now.filter((unit) => isMoved(unit, estimated(policy, unit, units)));
  if (moving.length === 0) return;
  await transaction(async (client) => {
    const ids = moving.map(({ id }) => id);
    const locked = await lockUnits(client, ids);
    const { rows } = await client.query<{ id: number }>(
      `SELECT id FROM units WHERE id = ANY($1) AND (${decidedByReview('units.id')} OR ${waitsForOpinion('units.id')})`,
      [ids],
    );
    const decided = new Set(rows.map(({ id }) => id));
    const before = locked.filter(({ id, gold }) => !gold && !decided.has(id));
    const after = before.map((unit) => estimated(policy, unit, units));
    if (after.length === 0) return;
    await writeUnits(client, after);
    await recordChanges(client, null, 'estimate', changesOf(before, after));
    const { settled, reopened, contested, relabelled } = countChanges(before, after);
    await client.query(
      `UPDATE estimates SET settled = settled + $2, reopened = reopened + $3, contested = contested + $4,
         relabelled = relabelled + $5 WHERE id = $1`,
      [estimateId, settled, reopened, contested, relabelled],
    );
    await addProgress(client, campaignId, campaignId, progressBetween(before, after));
  });
}

/** The unit as the estimate has it; as it is where its votes are others by now. */
function estimated<Unit extends LockedUnit>(
  policy: AdaptivePolicy,
  unit: Unit,
  units: ReadonlyMap<number, EstimatedUnit>,
): Unit {
  const { answer, confidence, backing, votes } = units.get(unit.id) as EstimatedUnit;
  if (votes !== unit.voteCount || votes === 0) return unit;
  const standing = { votes: backing, left: votesLeft(policy, unit), confidence };
  const state = settleUnit({ kind: 'adaptive', target: policy.targetConfidence }, standing);
  const settled = state === 'settled' ? answer : null;
  const after = {
    ...unit,
    state: restate(unit, { state, answer: settled }),
    answer: settled,
    confidence,
  };
  return { ...after, wanted: votesWanted(policy, after) };
}

function isMoved(before: LockedUnit, after: LockedUnit): boolean {
  return (
    before.state !== after.state ||
    before.answer !== after.answer ||
    Math.abs((before.confidence ?? 0) - (after.confidence ?? 0)) >= NOTICED
  );
}

function countChanges(before: readonly NamedUnit[], after: readonly LockedUnit[]): AppliedChanges {
  const changes = { settled: 0, reopened: 0, contested: 0, relabelled: 0 };
  for (const [i, unit] of before.entries()) {
    const now = after[i] as LockedUnit;
    if (now.state === unit.state) {
      if (now.answer !== unit.answer) changes.relabelled++;
    } else if (now.state === 'open') changes.reopened++;
    else changes[now.state]++;
  }
  return changes;
}

/** Applies an estimate to all units that it speaks of; ends between two chunks when `signal` says so. */
export async function applyEstimate(
  campaign: AdaptivePolicy & { id: string },
  estimateId: number,
  units: Iterable<EstimatedUnit>,
  signal?: AbortSignal,
): Promise<void> {
  let chunk = new Map<number, EstimatedUnit>();
  const flush = async () => {
    signal?.throwIfAborted();
    await applyChunk(campaign.id, estimateId, campaign, chunk);
    chunk = new Map();
  };
  for (const unit of units) {
    chunk.set(unit.id, unit);
    if (chunk.size === CHUNK) await flush();
  }
  if (chunk.size > 0) await flush();
}
