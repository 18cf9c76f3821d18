import { z } from 'zod';
import { castVotes } from '#lib/labelling/server/cast-votes';
import { castVotesSchema } from '#lib/labelling/vote';
import { route } from '@/_server/route';

export const POST = route(
  { params: z.object({ id: z.uuid() }), body: castVotesSchema },
  ({ person, params, body }) => castVotes(person, { assignmentId: params.id, ...body }),
);
