import type { Assignment } from '#lib/labelling/assignment';
import type { ClaimTrialInput } from '#lib/labelling/trial';
import { sendJson } from '@/_components/send-json';
import type { Deed } from './outbox';

export interface LabelApi {
  /** Null where nothing is left. */
  lease(count: number): Promise<Assignment | null>;
  /**
   * Brings a deed to the server. Votes also lease the next so many units, which it gives; what is taken back is leased again,
   * and given.
   */
  bring(deed: Deed, next: number): Promise<Assignment | null>;
  giveBack(assignmentId: string): Promise<unknown>;
}

/** The routes that the workspace of a campaign talks to. Throws Refusal, or TypeError where there is no connection. */
export function labelApi(campaign: string): LabelApi {
  return {
    lease: (count) => post(`campaigns/${campaign}/assignments`, { count }),
    bring,
    giveBack: (assignmentId) => post(`assignments/${assignmentId}/return`, {}),
  };
}

async function bring(deed: Deed, next: number): Promise<Assignment | null> {
  const path = `assignments/${deed.assignmentId}`;
  switch (deed.does) {
    case 'vote': {
      const answer = await post<{ next: Assignment | null }>(`${path}/votes`, { votes: deed.votes, next });
      return answer.next;
    }
    case 'undo':
      return post(`${path}/undo`, { unitIds: deed.unitIds });
    case 'flag': {
      const { unitId, reason, comment } = deed;
      await post(`${path}/flags`, { unitId, reason, comment });
      return null;
    }
    case 'unflag':
      await sendJson('DELETE', `${path}/flags`, { unitId: deed.unitId });
      return null;
  }
}

/** Makes the answers of a trial page votes of who is signed in. */
export function claimTrial(trial: ClaimTrialInput): Promise<{ kept: number }> {
  return post('trial/votes', trial);
}

const post = <T>(path: string, body: unknown): Promise<T> => sendJson('POST', path, body);
