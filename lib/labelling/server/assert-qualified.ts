import { AppError } from '#lib/core/errors';
import { pool } from '#lib/infra/db/client';
import { type QuizCampaign, readQuiz } from './read-quiz.ts';

/**
 * Refuses, with `not-qualified`, a labeler who has not passed the qualification that a campaign asks them for. Costs nothing
 * where it asks for none, or they have.
 */
export async function assertQualified(campaign: QuizCampaign, userId: string): Promise<void> {
  if (campaign.qualifiedAt || campaign.qualificationUnits === 0) return;
  const { state } = await readQuiz(pool(), campaign, userId);
  if (state === 'not-asked') return;
  throw new AppError(
    'forbidden',
    'not-qualified',
    `The campaign ${campaign.slug} asks for a short qualification before votes count: answer its ${campaign.qualificationUnits} images first.`,
    { details: { campaign: campaign.slug } },
  );
}
