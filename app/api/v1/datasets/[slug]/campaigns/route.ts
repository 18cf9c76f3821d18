import { z } from 'zod';
import { slugSchema } from '#lib/core/slug';
import { createCampaignSchema } from '#lib/labelling/campaign';
import { createCampaign } from '#lib/labelling/server/create-campaign';
import { created, route } from '@/_server/route';

export const POST = route(
  { params: z.object({ slug: slugSchema }), body: createCampaignSchema },
  async ({ person, params, body }) =>
    created(await createCampaign(person, { dataset: params.slug, ...body })),
);
