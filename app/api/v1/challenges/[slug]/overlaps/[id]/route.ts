import { z } from 'zod';
import { judgeOverlap } from '#lib/challenges/server/decide-entry';
import { reasonSchema } from '#lib/challenges/team';
import { slugSchema } from '#lib/core/slug';
import { route } from '@/_server/route';

const params = z.object({ slug: slugSchema, id: z.uuid() });

const body = z.strictObject({ judgement: reasonSchema });

export const PUT = route({ params, body }, async ({ person, params, body }) => {
  await judgeOverlap(person, params.slug, params.id, body.judgement);
  return new Response(null, { status: 204 });
});
