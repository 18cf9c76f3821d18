'use server';

import { redirect } from 'next/navigation';
import { createCampaign } from '#lib/labelling/server/create-campaign';
import { action } from '@/_server/action';
import { newCampaignSchema } from './new-campaign-schema';

export const newCampaignAction = action(newCampaignSchema, async (person, input) => {
  await createCampaign(person, input);
  redirect(`/organise/datasets/${input.dataset}#campaigns`);
});
