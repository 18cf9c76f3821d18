import { z } from 'zod';
import { acceptRules } from '#lib/challenges/server/accept-rules';
import { slugSchema } from '#lib/core/slug';
import { route } from '@/_server/route';

const params = z.object({ slug: slugSchema });

const body = z.strictObject({ version: z.number().int().min(1) });

/** Accepts that version of the rules. */
export const POST = route({ params, body }, ({ person, params, body }) =>
  acceptRules(person, params.slug, body.version),
);
