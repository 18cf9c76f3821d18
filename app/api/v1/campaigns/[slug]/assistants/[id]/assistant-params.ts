import { z } from 'zod';
import { slugSchema } from '#lib/core/slug';

export const assistantParams = z.object({ slug: slugSchema, id: z.uuid() });
