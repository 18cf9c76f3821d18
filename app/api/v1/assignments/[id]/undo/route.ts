import { z } from 'zod';
import { undoVotesSchema } from '#lib/labelling/assignment';
import { undoVotes } from '#lib/labelling/server/undo-votes';
import { route } from '@/_server/route';

export const POST = route(
  { params: z.object({ id: z.uuid() }), body: undoVotesSchema },
  ({ person, params, body }) => undoVotes(person, { assignmentId: params.id, ...body }),
);
