import { notFound } from 'next/navigation';
import { cache } from 'react';
import { type ChallengeView, getChallenge } from '#lib/challenges/server/get-challenge';
import { AppError } from '#lib/core/errors';

/** The challenge of an address, read once a request; 404 where there is none. */
export const loadChallenge = cache(async (slug: string): Promise<ChallengeView> => {
  try {
    return await getChallenge(slug);
  } catch (error) {
    if (error instanceof AppError && error.kind === 'not-found') notFound();
    throw error;
  }
});
