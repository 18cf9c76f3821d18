import type { Assignment } from '#lib/labelling/assignment';
import type { FlagUnitInput } from '#lib/labelling/flag';
import type { ClaimTrialInput } from '#lib/labelling/trial';
import type { VoteOutcome } from '#lib/labelling/vote';
import { sendJson } from '@/_components/send-json';
import type { Batch } from './outbox';

export interface LabelApi {
  /** Null where nothing is left. */
  lease(count: number): Promise<Assignment | null>;
  cast(
    batch: Batch,
    next: number,
  ): Promise<{ outcomes: { unitId: number; outcome: VoteOutcome }[]; next: Assignment | null }>;
  giveBack(assignmentId: string): Promise<unknown>;
  /** Takes back the votes on units of an assignment. */
  undo(assignmentId: string, unitIds: readonly number[]): Promise<unknown>;
}

/** The routes that the workspace of a campaign talks to. Throws Refusal, or TypeError where there is no connection. */
export function labelApi(campaign: string): LabelApi {
  return {
    lease: (count) => post(`campaigns/${campaign}/assignments`, { count }),
    cast: ({ assignmentId, votes }, next) => post(`assignments/${assignmentId}/votes`, { votes, next }),
    giveBack: (assignmentId) => post(`assignments/${assignmentId}/return`, {}),
    undo: (assignmentId, unitIds) => post(`assignments/${assignmentId}/undo`, { unitIds }),
  };
}

/** Makes the answers of a trial page votes of who is signed in. */
export function claimTrial(trial: ClaimTrialInput): Promise<{ kept: number }> {
  return post('trial/votes', trial);
}

/** Tells the organisers of a unit. */
export function sendFlag(assignmentId: string, flag: FlagUnitInput): Promise<unknown> {
  return post(`assignments/${assignmentId}/flags`, flag);
}

/** Takes what was told of a unit back. */
export function takeBackFlag(assignmentId: string, unitId: number): Promise<unknown> {
  return sendJson('DELETE', `assignments/${assignmentId}/flags`, { unitId });
}

const post = <T>(path: string, body: unknown): Promise<T> => sendJson('POST', path, body);
