import { z } from 'zod';
import { returnAssignment } from '#lib/labelling/server/return-assignment';
import { route } from '@/_server/route';

export const POST = route({ params: z.object({ id: z.uuid() }) }, ({ person, params }) =>
  returnAssignment(person, { assignmentId: params.id }),
);
