import { z } from 'zod';
import { editSubmission } from '#lib/challenges/server/edit-submission';
import { getSubmission } from '#lib/challenges/server/get-submission';
import { submissionEditSchema } from '#lib/challenges/submission';
import { route } from '@/_server/route';

const params = z.object({ id: z.uuid() });

export const GET = route({ params }, ({ person, params }) => getSubmission(person, params.id));

/** Its name, description, link, whether it is listed and whether it counts in the end: what is left out stays. */
export const PATCH = route({ params, body: submissionEditSchema }, async ({ person, params, body }) => {
  await editSubmission(person, params.id, body);
  return getSubmission(person, params.id);
});
