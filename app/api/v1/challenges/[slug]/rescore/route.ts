import { z } from 'zod';
import { rescoreChallenge } from '#lib/challenges/server/rescore-challenge';
import { slugSchema } from '#lib/core/slug';
import { route } from '@/_server/route';

const params = z.object({ slug: slugSchema });

const body = z.strictObject({ submissionId: z.uuid().optional() });

export const POST = route({ params, body }, async ({ person, params, body }) => {
  await rescoreChallenge(person, params.slug, body.submissionId);
  return new Response(null, { status: 202 });
});
