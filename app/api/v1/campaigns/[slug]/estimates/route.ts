import { z } from 'zod';
import { slugSchema } from '#lib/core/slug';
import { requestEstimate } from '#lib/labelling/server/request-estimate';
import { route } from '@/_server/route';

export const POST = route({ params: z.object({ slug: slugSchema }) }, ({ person, params }) =>
  requestEstimate(person, { campaign: params.slug }),
);
