import { AppError } from '#lib/core/errors';
import { type Db, db } from '#lib/infra/db/client';

export type FoundChallenge = Awaited<ReturnType<typeof findChallenge>>;

/** The row of a challenge with its phases in order. Throws AppError `no-such-challenge`. */
export async function findChallenge(slug: string, tx: Db = db()) {
  const challenge = await tx.challenge.findUnique({
    where: { slug },
    include: { phases: { orderBy: { position: 'asc' } } },
  });
  if (challenge) return challenge;
  throw new AppError(
    'not-found',
    'no-such-challenge',
    `There is no challenge "${slug}". All of them are listed under /challenges.`,
  );
}
