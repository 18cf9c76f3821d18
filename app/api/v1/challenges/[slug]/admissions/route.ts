import { z } from 'zod';
import { listBarred } from '#lib/challenges/server/admit-researcher';
import { slugSchema } from '#lib/core/slug';
import { route } from '@/_server/route';

export const GET = route({ params: z.object({ slug: slugSchema }) }, async ({ person, params }) => ({
  people: await listBarred(person, { challenge: params.slug }),
}));
