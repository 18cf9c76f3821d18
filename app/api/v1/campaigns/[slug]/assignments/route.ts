import { z } from 'zod';
import { slugSchema } from '#lib/core/slug';
import { leaseSchema } from '#lib/labelling/assignment';
import { leaseUnits } from '#lib/labelling/server/lease-units';
import { created, route } from '@/_server/route';

/** Null, with status 200, where the campaign has nothing left for this labeler. */
export const POST = route(
  { params: z.object({ slug: slugSchema }), body: leaseSchema },
  async ({ person, params, body }) => {
    const assignment = await leaseUnits(person, { campaign: params.slug, count: body.count });
    return assignment && created(assignment);
  },
);
