import { z } from 'zod';
import { slugSchema } from '#lib/core/slug';
import { getBoard } from '#lib/labelling/server/get-board';
import { route } from '@/_server/route';

export const GET = route({ params: z.object({ slug: slugSchema }) }, ({ person, params }) =>
  getBoard(person, { campaign: params.slug }),
);
