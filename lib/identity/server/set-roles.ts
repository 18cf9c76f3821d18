import { AppError } from '#lib/core/errors';
import { db } from '#lib/infra/db/client';
import type { Person, Role } from '../person.ts';

/**
 * Gives the person with this email exactly these roles; they hold from the person's next request on. For the command line
 * on the server's own machine. Throws AppError `no-such-person`.
 */
export async function setRoles(email: string, roles: readonly Role[]): Promise<Person> {
  const [person] = await db().user.updateManyAndReturn({
    where: { email },
    data: { roles: [...new Set(roles)] },
    select: { id: true, name: true, email: true, roles: true },
  });
  if (person) return person;
  throw new AppError(
    'not-found',
    'no-such-person',
    `There is no person with the email ${email}: they sign up first, or admin create-user makes them.`,
  );
}
