import { notFound } from 'next/navigation';
import { cache } from 'react';
import { AppError } from '#lib/core/errors';
import { getCampaign } from '#lib/labelling/server/get-campaign';

/** What everybody may see of a campaign, once a request; the page of what is not there where it is not. */
export const loadCampaign = cache(async (slug: string) => {
  try {
    const { nouns: _, ...campaign } = await getCampaign(null, { campaign: slug });
    return campaign;
  } catch (error) {
    if (error instanceof AppError && error.kind === 'not-found') notFound();
    throw error;
  }
});
