import { z } from 'zod';
import { newEntrySchema } from '#lib/challenges/entry';
import { enterChallenge } from '#lib/challenges/server/enter-challenge';
import { listEntries } from '#lib/challenges/server/list-entries';
import { slugSchema } from '#lib/core/slug';
import { created, route } from '@/_server/route';

const params = z.object({ slug: slugSchema });

export const POST = route({ params, body: newEntrySchema }, async ({ person, params, body }) =>
  created(await enterChallenge(person, params.slug, body)),
);

/** For organisers: with their people. */
export const GET = route({ params }, ({ person, params }) => listEntries(person, params.slug));
