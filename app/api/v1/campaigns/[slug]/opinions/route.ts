import { z } from 'zod';
import { slugSchema } from '#lib/core/slug';
import { opinionsSchema } from '#lib/labelling/review';
import { askOpinions } from '#lib/labelling/server/ask-opinions';
import { route } from '@/_server/route';

export const POST = route(
  { params: z.object({ slug: slugSchema }), body: opinionsSchema },
  ({ person, params, body }) => askOpinions(person, { campaign: params.slug, ...body }),
);
