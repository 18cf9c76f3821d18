import { z } from 'zod';
import { admissionSchema } from '#lib/challenges/eligibility';
import { admitResearcher, takeBackAdmission } from '#lib/challenges/server/admit-researcher';
import { slugSchema } from '#lib/core/slug';
import { route } from '@/_server/route';

const params = z.object({ slug: slugSchema, userId: z.uuid() });

export const PUT = route({ params, body: admissionSchema }, ({ person, params, body }) =>
  admitResearcher(person, { challenge: params.slug, userId: params.userId, ...body }),
);

export const DELETE = route({ params }, ({ person, params }) =>
  takeBackAdmission(person, { challenge: params.slug, userId: params.userId }),
);
