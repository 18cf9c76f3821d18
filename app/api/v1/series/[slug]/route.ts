import { z } from 'zod';
import { getSeries } from '#lib/challenges/server/get-series';
import { slugSchema } from '#lib/core/slug';
import { route } from '@/_server/route';

const params = z.object({ slug: slugSchema });

export const GET = route({ params }, async ({ params }) => ({ editions: await getSeries(params.slug) }));
