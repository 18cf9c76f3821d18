import { notFound } from 'next/navigation';
import { cache } from 'react';
import { AppError } from '#lib/core/errors';
import { getSynset } from '#lib/hierarchy/server/get-synset';
import { synsetId } from '#lib/hierarchy/synset';
import type { SynsetDetails } from '#lib/hierarchy/synset-views';

/** The noun of an address, read once a request; 404 where there is none. */
export const loadSynset = cache(async (id: string): Promise<SynsetDetails> => {
  if (!synsetId.safeParse(id).success) notFound();
  try {
    return await getSynset(id);
  } catch (error) {
    if (error instanceof AppError && error.kind === 'not-found') notFound();
    throw error;
  }
});
