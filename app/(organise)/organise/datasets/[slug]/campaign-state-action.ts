'use server';

import { refresh } from 'next/cache';
import { z } from 'zod';
import { slugSchema } from '#lib/core/slug';
import { closeCampaign, reopenCampaign } from '#lib/labelling/server/close-campaign';
import { action } from '@/_server/action';

const input = z.object({ campaign: slugSchema, to: z.enum(['open', 'closed']) });

export const campaignStateAction = action(input, async (person, { campaign, to }) => {
  await (to === 'closed' ? closeCampaign : reopenCampaign)(person, campaign);
  refresh();
});
