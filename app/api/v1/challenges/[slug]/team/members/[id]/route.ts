import { z } from 'zod';
import { handOverEntry, leaveEntry, removeMember } from '#lib/challenges/server/leave-entry';
import { slugSchema } from '#lib/core/slug';
import { route } from '@/_server/route';

const params = z.object({ slug: slugSchema, id: z.uuid() });

const body = z.strictObject({ captain: z.literal(true) });

/** Makes a member the captain. */
export const PATCH = route({ params, body }, async ({ person, params }) => {
  await handOverEntry(person, params.slug, params.id);
  return new Response(null, { status: 204 });
});

/** Takes a member out: oneself, or as the captain another. */
export const DELETE = route({ params }, async ({ person, params }) => {
  if (person?.id === params.id) await leaveEntry(person, params.slug);
  else await removeMember(person, params.slug, params.id);
  return new Response(null, { status: 204 });
});
