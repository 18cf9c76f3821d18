import { z } from 'zod';
import { slugSchema } from '#lib/core/slug';
import { getDataset } from '#lib/datasets/server/get-dataset';
import { route } from '@/_server/route';

export const GET = route({ params: z.object({ slug: slugSchema }) }, ({ params }) => getDataset(params.slug));
