import { z } from 'zod';
import { slugSchema } from '#lib/core/slug';
import { freezeOptionsSchema } from '#lib/datasets/freeze-options';
import { requestFreeze } from '#lib/datasets/server/request-freeze';
import { created, route } from '@/_server/route';

export const POST = route(
  { params: z.object({ slug: slugSchema }), body: freezeOptionsSchema },
  async ({ person, params, body }) =>
    created(await requestFreeze(person, { slug: params.slug, options: body })),
);
