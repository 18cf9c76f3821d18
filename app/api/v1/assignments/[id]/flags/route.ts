import { z } from 'zod';
import { flagUnitSchema, withdrawFlagSchema } from '#lib/labelling/flag';
import { flagUnit, withdrawFlag } from '#lib/labelling/server/flag-unit';
import { route } from '@/_server/route';

const params = z.object({ id: z.uuid() });

export const POST = route({ params, body: flagUnitSchema }, ({ person, params, body }) =>
  flagUnit(person, { assignmentId: params.id, ...body }),
);

export const DELETE = route({ params, body: withdrawFlagSchema }, ({ person, params, body }) =>
  withdrawFlag(person, { assignmentId: params.id, ...body }),
);
