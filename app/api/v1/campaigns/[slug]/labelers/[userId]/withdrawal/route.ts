import { z } from 'zod';
import { slugSchema } from '#lib/core/slug';
import { restoreLabeler, withdrawLabeler } from '#lib/labelling/server/withdraw-labeler';
import { withdrawalSchema } from '#lib/labelling/withdrawal';
import { route } from '@/_server/route';

const params = z.object({ slug: slugSchema, userId: z.uuid() });

export const PUT = route({ params, body: withdrawalSchema }, ({ person, params, body }) =>
  withdrawLabeler(person, { campaign: params.slug, userId: params.userId, ...body }),
);

export const DELETE = route({ params }, ({ person, params }) =>
  restoreLabeler(person, { campaign: params.slug, userId: params.userId }),
);
