import type { FlagReason } from '#lib/labelling/flag-reason';
import type { WorkSession } from './session';
import type { Told, WorkState } from './work-state';

/** What the labeler told the organiser of one unit since the workspace was opened, and how to tell it. */
export interface UnitFlag {
  told: Told | undefined;
  tell(reason: FlagReason, comment?: string): void;
  /** Does nothing where nothing was told. */
  withdraw(): void;
}

/** The flag of a unit of an assignment. */
export function flagOf(
  { told }: Pick<WorkState, 'told'>,
  session: Pick<WorkSession, 'tell' | 'untell'>,
  assignmentId: string,
  unitId: number,
): UnitFlag {
  return {
    told: told.get(unitId),
    tell: (reason, comment = '') => session.tell(assignmentId, unitId, { reason, comment }),
    withdraw: () => session.untell(assignmentId, unitId),
  };
}
