import { z } from 'zod';
import { listOverlaps } from '#lib/challenges/server/list-entries';
import { slugSchema } from '#lib/core/slug';
import { route } from '@/_server/route';

const params = z.object({ slug: slugSchema });

export const GET = route({ params }, ({ person, params }) => listOverlaps(person, params.slug));
