import { z } from 'zod';
import { removeWebhook } from '#lib/challenges/server/webhooks';
import { slugSchema } from '#lib/core/slug';
import { route } from '@/_server/route';

const params = z.object({ slug: slugSchema, id: z.uuid() });

export const DELETE = route({ params }, async ({ person, params }) => {
  await removeWebhook(person, params.slug, params.id);
  return new Response(null, { status: 204 });
});
