import { AppError } from '#lib/core/errors';
import { db } from '#lib/infra/db/client';

/** The row of a challenge. Throws AppError `no-such-challenge`. */
export async function findChallenge(slug: string) {
  const challenge = await db().challenge.findUnique({ where: { slug } });
  if (challenge) return challenge;
  throw new AppError(
    'not-found',
    'no-such-challenge',
    `There is no challenge "${slug}". All of them are listed under /challenges.`,
  );
}
