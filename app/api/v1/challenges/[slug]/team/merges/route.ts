import { z } from 'zod';
import { proposeMerge } from '#lib/challenges/server/merge-entries';
import { newMergeSchema } from '#lib/challenges/team';
import { slugSchema } from '#lib/core/slug';
import { created, route } from '@/_server/route';

const params = z.object({ slug: slugSchema });

export const POST = route({ params, body: newMergeSchema }, async ({ person, params, body }) =>
  created(await proposeMerge(person, params.slug, body.into)),
);
