import { AppError } from '#lib/core/errors';
import { assertRole, type Person } from '#lib/identity/person';
import { db } from '#lib/infra/db/client';
import { phaseAt } from '../phase.ts';
import { findChallenge } from './find-challenge.ts';

/**
 * Says that the results of a challenge are final from now on; what is published already stays as it is. For organisers.
 * Throws AppError `no-such-challenge`, and `challenge-not-closed` while submissions are taken or still to come.
 */
export async function publishChallenge(
  person: Person | null,
  slug: string,
): Promise<{ slug: string; publishedAt: Date }> {
  assertRole(person, 'organiser');
  const challenge = await findChallenge(slug);
  const now = new Date();
  if (challenge.publishedAt && phaseAt(challenge, now) === 'published') {
    return { slug, publishedAt: challenge.publishedAt };
  }
  // The times may be moved meanwhile, so the row itself is asked.
  const { count } = await db().challenge.updateMany({
    where: { id: challenge.id, closesAt: { lte: now } },
    data: { publishedAt: now },
  });
  if (count === 1) return { slug, publishedAt: now };
  const closesAt = challenge.closesAt.toISOString();
  throw new AppError(
    'conflict',
    'challenge-not-closed',
    `The challenge ${slug} takes submissions until ${closesAt}; the server's clock says ${now.toISOString()}. Publish its results after that.`,
    { details: { closesAt } },
  );
}
