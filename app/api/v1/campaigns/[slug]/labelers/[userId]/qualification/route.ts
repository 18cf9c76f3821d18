import { z } from 'zod';
import { slugSchema } from '#lib/core/slug';
import { admitLabeler, dismissLabeler } from '#lib/labelling/server/admit-labeler';
import { route } from '@/_server/route';

const params = z.object({ slug: slugSchema, userId: z.uuid() });

export const PUT = route({ params }, ({ person, params }) =>
  admitLabeler(person, { campaign: params.slug, userId: params.userId }),
);

export const DELETE = route({ params }, ({ person, params }) =>
  dismissLabeler(person, { campaign: params.slug, userId: params.userId }),
);
