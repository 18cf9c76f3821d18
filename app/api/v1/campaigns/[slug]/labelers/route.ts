import { z } from 'zod';
import { slugSchema } from '#lib/core/slug';
import { listLabelersSchema } from '#lib/labelling/board';
import { listLabelers } from '#lib/labelling/server/list-labelers';
import { route } from '@/_server/route';

export const GET = route(
  { params: z.object({ slug: slugSchema }), query: listLabelersSchema },
  ({ person, params, query }) => listLabelers(person, { campaign: params.slug, ...query }),
);
