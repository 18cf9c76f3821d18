import { z } from 'zod';
import { cancelSubmission } from '#lib/challenges/server/cancel-submission';
import { route } from '@/_server/route';

const params = z.object({ id: z.uuid() });

export const POST = route({ params }, ({ person, params }) => cancelSubmission(person, params.id));
