import { z } from 'zod';
import { retrySubmission } from '#lib/challenges/server/retry-submission';
import { route } from '@/_server/route';

const params = z.object({ id: z.uuid() });

export const POST = route({ params }, async ({ person, params }) => {
  await retrySubmission(person, params.id);
  return new Response(null, { status: 202 });
});
