import { AppError } from '#lib/core/errors';
import { assertRole, type Person } from '#lib/identity/person';
import { db } from '#lib/infra/db/client';
import { transaction } from '#lib/infra/db/transaction';
import type { ClaimTrialInput } from '../trial.ts';
import { addProgress } from './add-progress.ts';
import { assertAnswers } from './assert-answers.ts';
import { assertQualified } from './assert-qualified.ts';
import { assertOpen } from './find-campaign.ts';
import { keepVotes } from './keep-votes.ts';
import { readTrial } from './trial-token.ts';

/**
 * Makes the answers of a trial page votes of the person who has signed in since: those on units that are still open, have a vote
 * to give and are not answered by them. Safe to repeat. Gives how many count.
 */
export async function claimTrial(person: Person | null, input: ClaimTrialInput): Promise<{ kept: number }> {
  assertRole(person, 'labeler');
  const { campaignId, unitIds } = readTrial(input.token);
  const shown = new Set(unitIds);
  if (input.votes.some(({ unitId }) => !shown.has(unitId))) {
    throw new AppError(
      'invalid',
      'not-in-trial',
      'Some of these votes are on units that the trial page did not show.',
    );
  }
  const campaign = await db().campaign.findUnique({ where: { id: campaignId } });
  if (!campaign) throw new AppError('not-found', 'no-such-campaign', 'The campaign of this trial is gone.');
  assertOpen(campaign);
  const own = await db().campaignLabeler.findUnique({
    where: { campaignId_userId: { campaignId, userId: person.id } },
    select: { qualifiedAt: true },
  });
  await assertQualified({ ...campaign, qualifiedAt: own?.qualifiedAt ?? null }, person.id);
  const votes = input.votes.map((vote) => ({ ...vote, userId: person.id }));
  return transaction(async (client) => {
    await assertAnswers(
      client,
      campaign,
      votes.map(({ answer }) => answer),
    );
    const { outcomes, progress } = await keepVotes(client, campaign, votes, 'on-lease');
    await addProgress(client, campaign.id, person.id, progress);
    return { kept: outcomes.filter((outcome) => outcome === 'kept').length };
  });
}
