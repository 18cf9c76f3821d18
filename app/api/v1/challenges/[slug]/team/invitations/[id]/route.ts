import { z } from 'zod';
import { withdrawInvitation } from '#lib/challenges/server/invite-member';
import { slugSchema } from '#lib/core/slug';
import { route } from '@/_server/route';

const params = z.object({ slug: slugSchema, id: z.uuid() });

export const DELETE = route({ params }, async ({ person, params }) => {
  await withdrawInvitation(person, params.slug, params.id);
  return new Response(null, { status: 204 });
});
