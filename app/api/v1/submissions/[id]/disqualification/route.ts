import { z } from 'zod';
import { disqualifySubmission } from '#lib/challenges/server/decide-entry';
import { disqualificationSchema } from '#lib/challenges/team';
import { route } from '@/_server/route';

const params = z.object({ id: z.uuid() });

export const PUT = route({ params, body: disqualificationSchema }, async ({ person, params, body }) => {
  await disqualifySubmission(person, params.id, body.reason);
  return new Response(null, { status: 204 });
});
