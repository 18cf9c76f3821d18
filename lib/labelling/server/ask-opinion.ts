import { AppError } from '#lib/core/errors';
import { assertRole, type Person } from '#lib/identity/person';
import { transaction } from '#lib/infra/db/transaction';
import { withOpinion } from '../decision.ts';
import { type AskedOpinion, OPINION_VOTES, type OpinionInput } from '../review.ts';
import { assertOpen } from './find-campaign.ts';
import { lastChanges } from './last-changes.ts';
import { keepDecision, lockUnit } from './lock-unit.ts';

/**
 * Asks further people about a unit: whatever it is decided to be falls, and it may get two votes more than it could. Where a
 * confidence decides, one more may do. A unit that is open is being asked about already and stays as it is: `votesAsked` is 0. For
 * organisers.
 * Throws AppError `no-such-unit`, `campaign-closed`, and `known-answer` for gold.
 */
export async function askOpinion(
  person: Person | null,
  { unitId, note }: OpinionInput & { unitId: number },
): Promise<AskedOpinion> {
  assertRole(person, 'organiser');
  return transaction(async (client) => {
    const { unit, campaign } = await lockUnit(client, unitId);
    assertOpen(campaign);
    if (unit.gold) {
      throw new AppError(
        'conflict',
        'known-answer',
        `The answer of unit ${unitId} is known, and people are measured by it: nobody is asked for it.`,
      );
    }
    if (unit.state === 'open') {
      const [last] = await lastChanges(client, unitId);
      return { unitId, state: unit.state, answer: null, change: last?.id ?? null, votesAsked: 0 };
    }
    const after = withOpinion(campaign, unit, OPINION_VOTES);
    const kept = await keepDecision(client, person, { cause: 'opinion', before: unit, after, note });
    return { ...kept, votesAsked: OPINION_VOTES };
  });
}
