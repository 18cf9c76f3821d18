import { AppError } from '#lib/core/errors';
import { pool } from '#lib/infra/db/client';
import { hasQuiz, type QuizCampaign } from './read-quiz.ts';

/** Refuses, with `not-qualified`, a labeler who has not passed the qualification that a campaign asks for. Costs nothing where it asks for none, or they have. */
export async function assertQualified(campaign: QuizCampaign): Promise<void> {
  if (campaign.qualifiedAt || !(await hasQuiz(pool(), campaign))) return;
  throw new AppError(
    'forbidden',
    'not-qualified',
    `The campaign ${campaign.slug} asks for a short qualification before votes count: answer its ${campaign.qualificationUnits} pictures first.`,
    { details: { campaign: campaign.slug } },
  );
}
