import type pg from 'pg';
import { AppError } from '#lib/core/errors';
import { assertRole, type Person } from '#lib/identity/person';
import { transaction } from '#lib/infra/db/transaction';
import {
  type Assignment,
  type AssignmentState,
  LEASE_SECONDS,
  stepAssignment,
  UNDO_SECONDS,
  type UndoVotesInput,
} from '../assignment.ts';
import { countedGold, progressBetween } from '../progress-change.ts';
import { takeBackVotes } from '../take-back-votes.ts';
import { addProgress } from './add-progress.ts';
import { noSuchAssignment } from './cast-votes.ts';
import { countDays } from './count-days.ts';
import { assertOpen } from './find-campaign.ts';
import { decidedByReview } from './last-changes.ts';
import { assignmentsOf, type LeasedRow, selectHeld } from './leased-rows.ts';
import { lockUnits } from './lock-units.ts';
import { changesOf, recordChanges } from './record-changes.ts';
import { writeUnits } from './write-units.ts';

/**
 * Takes back the votes that a labeler gave on units of an assignment and leases those units to them again; gives the
 * assignment with what is to be answered in it. Safe to repeat: what is taken back already is given again. Refuses votes
 * older than ten minutes (`too-late-to-undo`), and campaigns that are closed. Votes on what an organiser has decided since stand.
 */
export async function undoVotes(
  person: Person | null,
  input: UndoVotesInput & { assignmentId: string },
): Promise<Assignment> {
  assertRole(person, 'labeler');
  return transaction((client) => undo(client, person, input));
}

interface AssignmentRow {
  campaignId: string;
  slug: string;
  state: AssignmentState;
  campaignState: 'open' | 'closed';
  votesPerUnit: number;
  targetConfidence: number | null;
}

async function undo(
  client: pg.ClientBase,
  person: Person,
  { assignmentId, unitIds }: UndoVotesInput & { assignmentId: string },
): Promise<Assignment> {
  const { rows } = await client.query<AssignmentRow>(
    `SELECT a.campaign_id AS "campaignId", a.state, c.slug, c.state AS "campaignState",
            c.votes_per_unit AS "votesPerUnit", c.target_confidence AS "targetConfidence"
     FROM assignments a JOIN campaigns c ON c.id = a.campaign_id
     WHERE a.id = $1 AND a.user_id = $2 AND $3::int[] <@ a.unit_ids FOR UPDATE OF a`,
    [assignmentId, person.id, unitIds],
  );
  const assignment = rows[0];
  if (!assignment) throw noSuchAssignment(assignmentId);
  assertOpen({ slug: assignment.slug, state: assignment.campaignState });
  if (assignment.state !== 'leased') stepAssignment(assignment.state, 'leased');

  const units = await lockUnits(client, unitIds);
  const voted = await takeVotes(client, unitIds, person.id);
  // A vote on gold changed nothing of its unit.
  const before = units.filter(({ id, gold }) => voted.has(id) && !gold);
  const after = takeBackVotes(assignment, before);
  if (after.length > 0) await writeUnits(client, after);
  await recordChanges(client, person.id, 'undo', changesOf(before, after));
  await leaseAgain(client, assignmentId, person.id, [...voted.keys()]);
  await countDays(client, assignment.campaignId, [...voted.values()], -1);
  const counted = [...after, ...countedGold(units, voted.keys(), -1)];
  await addProgress(client, assignment.campaignId, person.id, progressBetween(units, counted));
  return readAssignment(client, assignmentId, unitIds);
}

/** Removes the labeler's votes on units, but where an organiser has decided what is no gold; gives them by their units. */
async function takeVotes(
  client: pg.ClientBase,
  unitIds: number[],
  userId: string,
): Promise<Map<number, { userId: string; milliseconds: number; at: Date }>> {
  const { rows } = await client.query<{ unitId: number; milliseconds: number; at: Date; late: boolean }>(
    `DELETE FROM votes WHERE unit_id = ANY($1) AND user_id = $2
       AND (EXISTS (SELECT FROM gold g WHERE g.unit_id = votes.unit_id) OR NOT ${decidedByReview('votes.unit_id')})
     RETURNING unit_id AS "unitId", milliseconds, created_at AS at, created_at < now() - make_interval(secs => $3) AS late`,
    [unitIds, userId, UNDO_SECONDS],
  );
  if (rows.some(({ late }) => late)) {
    throw new AppError(
      'conflict',
      'too-late-to-undo',
      `Votes can be taken back for ${UNDO_SECONDS / 60} minutes; these are older and stand.`,
    );
  }
  return new Map(rows.map(({ unitId, milliseconds, at }) => [unitId, { userId, milliseconds, at }]));
}

async function leaseAgain(
  client: pg.ClientBase,
  assignmentId: string,
  userId: string,
  unitIds: number[],
): Promise<void> {
  await client.query(
    `WITH renewed AS (
       UPDATE assignments SET state = 'leased', expires_at = now() + make_interval(secs => $4) WHERE id = $1
       RETURNING expires_at
     ), held AS (
       UPDATE leases SET expires_at = renewed.expires_at FROM renewed WHERE assignment_id = $1
     )
     INSERT INTO leases (unit_id, user_id, assignment_id, expires_at)
     SELECT unit_id, $2, $1, renewed.expires_at FROM unnest($3::int[]) AS unit_id, renewed`,
    [assignmentId, userId, unitIds, LEASE_SECONDS],
  );
}

async function readAssignment(
  client: pg.ClientBase,
  assignmentId: string,
  unitIds: number[],
): Promise<Assignment> {
  const { rows } = await client.query<LeasedRow>(selectHeld('a.id = $1 AND l.unit_id = ANY($2)'), [
    assignmentId,
    unitIds,
  ]);
  const [assignment] = assignmentsOf(rows);
  if (assignment) return assignment;
  throw new AppError(
    'conflict',
    'nothing-to-undo',
    'You gave no vote on these units that could be taken back.',
  );
}
