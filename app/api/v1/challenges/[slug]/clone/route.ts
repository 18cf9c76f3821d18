import { z } from 'zod';
import { challengeSlugSchema } from '#lib/challenges/challenge';
import { cloneChallenge } from '#lib/challenges/server/clone-challenge';
import { slugSchema } from '#lib/core/slug';
import { created, route } from '@/_server/route';

const params = z.object({ slug: slugSchema });

const body = z.strictObject({ slug: challengeSlugSchema, edition: z.number().int().min(1900).max(9999) });

export const POST = route({ params, body }, async ({ person, params, body }) =>
  created(await cloneChallenge(person, params.slug, body)),
);
