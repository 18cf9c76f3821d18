import { assertRole, type Person } from '#lib/identity/person';
import { transaction } from '#lib/infra/db/transaction';
import type { VoteOutcome } from '../vote.ts';
import { addProgress } from './add-progress.ts';
import { assertAnswers } from './assert-answers.ts';
import { assertOpen, findCampaign } from './find-campaign.ts';
import { keepVotes, type NewVote } from './keep-votes.ts';

/**
 * Keeps many votes of many labelers on a campaign's units in one transaction and settles what has all its votes, just as
 * `castVotes` does: for votes given elsewhere, and for the demo's simulated labelers. They need no lease, but take no place
 * that a live lease holds. Counts what became of them. For organisers.
 */
export async function recordVotes(
  person: Person | null,
  input: { campaign: string; votes: readonly NewVote[] },
): Promise<Record<VoteOutcome, number>> {
  assertRole(person, 'organiser');
  const campaign = await findCampaign(input.campaign);
  assertOpen(campaign);
  return transaction(async (client) => {
    await assertAnswers(
      client,
      campaign,
      input.votes.map(({ answer }) => answer),
    );
    const { outcomes, progress } = await keepVotes(client, campaign, input.votes, 'everybody');
    await addProgress(client, campaign.id, person.id, progress);
    const counts = { kept: 0, repeated: 0, 'answered-before': 0, 'not-needed': 0 };
    for (const outcome of outcomes) counts[outcome]++;
    return counts;
  });
}
