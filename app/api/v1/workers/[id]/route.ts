import { z } from 'zod';
import { drainWorker } from '#lib/challenges/server/list-workers';
import { route } from '@/_server/route';

const params = z.object({ id: z.uuid() });

const body = z.strictObject({ draining: z.boolean() });

/** Has a worker take no further job, or take jobs again. */
export const PATCH = route({ params, body }, async ({ person, params, body }) => {
  await drainWorker(person, params.id, body.draining);
  return new Response(null, { status: 204 });
});
