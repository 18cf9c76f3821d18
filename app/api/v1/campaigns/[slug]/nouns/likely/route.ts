import { z } from 'zod';
import { slugSchema } from '#lib/core/slug';
import { likelyNouns } from '#lib/labelling/server/likely-nouns';
import { route } from '@/_server/route';

export const GET = route({ params: z.object({ slug: slugSchema }) }, ({ person, params }) =>
  likelyNouns(person, { campaign: params.slug }),
);
