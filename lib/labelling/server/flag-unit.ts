import { AppError } from '#lib/core/errors';
import { assertRole, type Person } from '#lib/identity/person';
import { pool } from '#lib/infra/db/client';
import { FLAG_SECONDS, type FlagUnitInput, type WithdrawFlagInput } from '../flag.ts';
import { noSuchAssignment } from './cast-votes.ts';

/**
 * Tells the organisers of a unit that a labeler holds, or answered in the last ten minutes. Once more replaces what was said
 * before, and has it looked at again. Throws AppError `no-such-assignment` for others' assignments and units,
 * `too-late-to-flag` for units that the labeler has no more.
 */
export async function flagUnit(
  person: Person | null,
  { assignmentId, unitId, reason, comment }: FlagUnitInput & { assignmentId: string },
): Promise<{ unitId: number; reason: FlagUnitInput['reason'] }> {
  assertRole(person, 'labeler');
  await assertOwnUnit(person, assignmentId, unitId);
  const { rowCount } = await pool().query(
    `INSERT INTO flags (unit_id, user_id, reason, comment)
     SELECT $1, $2, $3::"FlagReason", $4
     WHERE EXISTS (SELECT FROM leases WHERE unit_id = $1 AND user_id = $2)
        OR EXISTS (SELECT FROM votes WHERE unit_id = $1 AND user_id = $2
                   AND created_at > now() - make_interval(secs => $5))
     ON CONFLICT (unit_id, user_id) DO UPDATE SET
       reason = excluded.reason, comment = excluded.comment, created_at = now(), resolved_at = NULL, resolved_by = NULL`,
    [unitId, person.id, reason, comment, FLAG_SECONDS],
  );
  if (rowCount) return { unitId, reason };
  throw new AppError(
    'conflict',
    'too-late-to-flag',
    `You hold unit ${unitId} no more: tell the organiser while you see it, or within ${FLAG_SECONDS / 60} minutes of your answer.`,
  );
}

/** Takes a labeler's word about a unit back, unless an organiser has dealt with it. Safe to repeat. */
export async function withdrawFlag(
  person: Person | null,
  { assignmentId, unitId }: WithdrawFlagInput & { assignmentId: string },
): Promise<{ withdrawn: number }> {
  assertRole(person, 'labeler');
  await assertOwnUnit(person, assignmentId, unitId);
  const { rowCount } = await pool().query(
    'DELETE FROM flags WHERE unit_id = $1 AND user_id = $2 AND resolved_at IS NULL',
    [unitId, person.id],
  );
  return { withdrawn: rowCount ?? 0 };
}

async function assertOwnUnit(person: Person, assignmentId: string, unitId: number): Promise<void> {
  const { rowCount } = await pool().query(
    'SELECT FROM assignments WHERE id = $1 AND user_id = $2 AND $3 = ANY(unit_ids)',
    [assignmentId, person.id, unitId],
  );
  if (!rowCount) throw noSuchAssignment(assignmentId);
}
