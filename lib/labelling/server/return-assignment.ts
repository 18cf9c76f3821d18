import { assertRole, type Person } from '#lib/identity/person';
import { transaction } from '#lib/infra/db/transaction';
import { type AssignmentState, stepAssignment } from '../assignment.ts';
import { noSuchAssignment } from './cast-votes.ts';
import { releaseLeases } from './release-leases.ts';

/**
 * Gives the units of an assignment that are not answered back to everybody. Safe to repeat, also after the lease is over;
 * refuses an assignment that is all answered.
 */
export async function returnAssignment(
  person: Person | null,
  input: { assignmentId: string },
): Promise<{ returned: number }> {
  assertRole(person, 'labeler');
  return transaction(async (client) => {
    const { rows } = await client.query<{ state: AssignmentState }>(
      'SELECT state FROM assignments WHERE id = $1 AND user_id = $2 FOR UPDATE',
      [input.assignmentId, person.id],
    );
    const state = rows[0]?.state;
    if (!state) throw noSuchAssignment(input.assignmentId);
    if (state === 'returned' || state === 'expired') return { returned: 0 };
    const next = stepAssignment(state, 'returned');
    const returned = await releaseLeases(client, 'l.assignment_id = $1', [input.assignmentId]);
    await client.query('UPDATE assignments SET state = $2::"AssignmentState" WHERE id = $1', [
      input.assignmentId,
      next,
    ]);
    return { returned };
  });
}
