import { z } from 'zod';
import { slugSchema } from '#lib/core/slug';
import { getCampaign } from '#lib/labelling/server/get-campaign';
import { route } from '@/_server/route';

export const GET = route({ params: z.object({ slug: slugSchema }) }, ({ person, params }) =>
  getCampaign(person, { campaign: params.slug }),
);
