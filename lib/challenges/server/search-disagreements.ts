import { AppError } from '#lib/core/errors';
import { assertRole, type Person } from '#lib/identity/person';
import { db } from '#lib/infra/db/client';
import { enqueue } from '#lib/jobs/enqueue';
import { FEWEST_MODELS, MOST_MODELS } from '../disagreement.ts';
import { predictPublicJob } from '../jobs.ts';
import { leaderboardQuerySchema } from '../leaderboard.ts';
import { assertNotArchived } from './assert-not-archived.ts';
import { findChallenge } from './find-challenge.ts';
import { getLeaderboard } from './get-leaderboard.ts';
import { recordAudit } from './record-audit.ts';

/**
 * Has the best entries' models, baselines with them, run over the images of train and val, to find those on which they agree against the
 * label. Begun again it asks the entries that are best now; what a model said already is not asked again. Organisers only. Throws
 * AppError `no-such-challenge`, `challenge-archived`, `too-few-models`.
 */
export async function searchDisagreements(person: Person | null, slug: string): Promise<void> {
  assertRole(person, 'organiser');
  const board = await getLeaderboard(person, slug, leaderboardQuerySchema.parse({ which: 'best' }));
  const best = board.rows
    .filter(({ disqualified, value }) => disqualified === null && value !== null)
    .slice(0, MOST_MODELS)
    .map(({ submissionId }) => submissionId);
  if (best.length < FEWEST_MODELS) {
    throw new AppError(
      'conflict',
      'too-few-models',
      `${best.length} scored entries can be asked; it takes ${FEWEST_MODELS} to agree on something. Wait for more submissions.`,
    );
  }
  await db().$transaction(async (tx) => {
    const challenge = await findChallenge(slug, tx);
    assertNotArchived(challenge);
    const challengeId = challenge.id;
    await tx.disagreement.deleteMany({ where: { challengeId } });
    await tx.publicPredictions.deleteMany({
      where: { challengeId, OR: [{ submissionId: { notIn: best } }, { state: 'failed' }] },
    });
    await tx.publicPredictions.createMany({
      data: best.map((submissionId) => ({ submissionId, challengeId })),
      skipDuplicates: true,
    });
    await recordAudit(tx, {
      actor: person,
      act: 'looked for labels that may be wrong',
      challengeId,
      subject: challenge.title,
      detail: { models: best.length },
    });
  });
  // One that is through already only sums up again.
  for (const submissionId of best) {
    await enqueue(predictPublicJob, { submissionId }, `${predictPublicJob.name}-${submissionId}`);
  }
}
