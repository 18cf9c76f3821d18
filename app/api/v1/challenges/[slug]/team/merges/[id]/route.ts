import { z } from 'zod';
import { acceptMerge, declineMerge } from '#lib/challenges/server/merge-entries';
import { slugSchema } from '#lib/core/slug';
import { route } from '@/_server/route';

const params = z.object({ slug: slugSchema, id: z.uuid() });

/** Accepts the merge. */
export const POST = route({ params }, ({ person, params }) => acceptMerge(person, params.slug, params.id));

export const DELETE = route({ params }, async ({ person, params }) => {
  await declineMerge(person, params.slug, params.id);
  return new Response(null, { status: 204 });
});
