import { z } from 'zod';
import { decideEntry, disqualifyEntry } from '#lib/challenges/server/decide-entry';
import { disqualificationSchema, entryDecisionSchema } from '#lib/challenges/team';
import { slugSchema } from '#lib/core/slug';
import { route } from '@/_server/route';

const params = z.object({ slug: slugSchema, id: z.uuid() });

/** Admits or declines. */
export const PATCH = route({ params, body: entryDecisionSchema }, async ({ person, params, body }) => {
  await decideEntry(person, params.slug, params.id, body);
  return new Response(null, { status: 204 });
});

/** Disqualifies with a reason, or takes that back with null. */
export const PUT = route({ params, body: disqualificationSchema }, async ({ person, params, body }) => {
  await disqualifyEntry(person, params.slug, params.id, body.reason);
  return new Response(null, { status: 204 });
});
