import { z } from 'zod';
import { watchSubmission } from '#lib/challenges/server/watch-submission';
import { eventStream } from '@/_server/event-stream';
import { route } from '@/_server/route';

const params = z.object({ id: z.uuid() });

export const GET = route({ params }, async ({ person, params, request }) =>
  eventStream('status', request.signal, (signal) => watchSubmission(person, params.id, signal)),
);
