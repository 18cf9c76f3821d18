import { z } from 'zod';
import { slugSchema } from '#lib/core/slug';
import { findNounsSchema } from '#lib/labelling/classify-noun';
import { findClassifyNouns } from '#lib/labelling/server/find-classify-nouns';
import { route } from '@/_server/route';

export const GET = route(
  { params: z.object({ slug: slugSchema }), query: findNounsSchema },
  async ({ params, query }) => ({ nouns: await findClassifyNouns({ campaign: params.slug, ...query }) }),
);
