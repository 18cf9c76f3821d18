import { z } from 'zod';
import { getSubmission } from '#lib/challenges/server/get-submission';
import { route } from '@/_server/route';

const params = z.object({ id: z.uuid() });

export const GET = route({ params }, ({ person, params }) => getSubmission(person, params.id));
