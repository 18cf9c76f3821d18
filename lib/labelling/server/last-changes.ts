import type pg from 'pg';
import type { LabelCause, UnitState } from '../unit.ts';

/** The kept change of a unit's label, as decisions go by it. */
export interface KeptChange {
  id: number;
  cause: LabelCause;
  fromState: UnitState;
  fromAnswer: string | null;
  toState: UnitState;
}

/** The last two changes of a unit's label, the latest first. */
export async function lastChanges(client: pg.ClientBase, unitId: number): Promise<KeptChange[]> {
  const { rows } = await client.query<KeptChange>(
    `SELECT id, cause, from_state AS "fromState", from_answer AS "fromAnswer", to_state AS "toState"
     FROM label_changes WHERE unit_id = $1 ORDER BY id DESC LIMIT 2`,
    [unitId],
  );
  return rows;
}

/** Whether a unit whose last change this is has its label from an organiser. */
export function isDecision(change: KeptChange | undefined): change is KeptChange {
  return change?.cause === 'review' && change.toState === 'settled';
}

/** SQL: whether the unit whose id stands in this column has its label from an organiser. What votes do does not touch it. */
export function decidedByReview(unitId: string): string {
  return `coalesce((SELECT c.cause = 'review' AND c.to_state = 'settled' FROM label_changes c
    WHERE c.unit_id = ${unitId} ORDER BY c.id DESC LIMIT 1), false)`;
}

/** SQL: whether the unit whose id stands in this column was opened for a second opinion that nobody has given yet. */
export function waitsForOpinion(unitId: string): string {
  return `coalesce((SELECT c.cause = 'opinion' AND NOT EXISTS
      (SELECT FROM votes v WHERE v.unit_id = ${unitId} AND v.created_at > c.at)
    FROM label_changes c WHERE c.unit_id = ${unitId} AND c.cause IN ('review', 'opinion', 'gold') ORDER BY c.id DESC LIMIT 1), false)`;
}
