import type { GoldInput } from '#lib/labelling/gold';
import type {
  AskedOpinion,
  AskedOpinions,
  DecisionInput,
  OpinionInput,
  OpinionsInput,
  ReviewedUnit,
  ReviewUnitView,
} from '#lib/labelling/review';
import { sendJson } from '@/_components/send-json';

/** A unit as it stands now. */
export function loadUnit(unitId: number): Promise<ReviewUnitView> {
  return sendJson('GET', `units/${unitId}`);
}

export function sendDecision(unitId: number, decision: DecisionInput): Promise<ReviewedUnit> {
  return sendJson('POST', `units/${unitId}/decision`, decision);
}

/** Takes a decision back, unless `seen` is not the unit's last change any more. */
export function sendTakeBack(unitId: number, body: Pick<DecisionInput, 'seen'>): Promise<ReviewedUnit> {
  return sendJson('DELETE', `units/${unitId}/decision`, body);
}

/** Has further people asked about a unit. */
export function sendOpinion(unitId: number, opinion: OpinionInput): Promise<AskedOpinion> {
  return sendJson('POST', `units/${unitId}/opinions`, opinion);
}

/** Has further people asked about all contested units of a question. */
export function sendOpinions(campaign: string, opinions: OpinionsInput): Promise<AskedOpinions> {
  return sendJson('POST', `campaigns/${campaign}/opinions`, opinions);
}

export function sendResolveFlags(unitId: number): Promise<unknown> {
  return sendJson('DELETE', `units/${unitId}/flags`);
}

/** Makes a unit gold: it then measures labelers. */
export function sendGold(unitId: number, gold: Omit<GoldInput, 'quiz'>): Promise<unknown> {
  return sendJson('PUT', `units/${unitId}/gold`, gold);
}

/** Makes gold an ordinary unit again, as its votes make it. */
export function sendNoGold(unitId: number): Promise<unknown> {
  return sendJson('DELETE', `units/${unitId}/gold`);
}
