import { z } from 'zod';
import { roles } from '#lib/identity/person';

/** Roles as they are typed: `labeler,researcher`. */
export const roleListSchema = z
  .string()
  .transform((list) => list.split(',').map((role) => role.trim()))
  .pipe(z.array(z.enum(roles)).min(1));
