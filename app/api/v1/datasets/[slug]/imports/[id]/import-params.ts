import { z } from 'zod';
import { slugSchema } from '#lib/core/slug';

export const importParams = z.object({ slug: slugSchema, id: z.uuid() });
