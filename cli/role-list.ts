import { z } from 'zod';
import { roles } from '#lib/identity/person';

const role = z.enum(roles, {
  error: ({ input }) => `"${input}" is no role; roles are ${roles.join(', ')}, several with commas between`,
});

/** Roles as they are typed: `labeler,researcher`. */
export const roleListSchema = z
  .string()
  .transform((list) => list.split(',').map((role) => role.trim()))
  .pipe(z.array(role).min(1));
