import { AppError } from '#lib/core/errors';
import { db } from '#lib/infra/db/client';
import type { Person, Role } from '../person.ts';
import { hashPassword } from './passwords.ts';

export interface NewUser {
  name: string;
  email: string;
  roles: readonly Role[];
  /** Absent for people who sign in by another method. */
  password?: string;
  simulated?: boolean;
}

/** Makes a user. Refuses an email that another user has. For sign-up, the command line and the demo. */
export async function createUser(user: NewUser): Promise<Person> {
  const passwordHash = user.password === undefined ? null : await hashPassword(user.password);
  const taken = await db().user.findUnique({ where: { email: user.email }, select: { id: true } });
  if (taken) throw emailTaken(user.email);
  try {
    const { id, name, email, roles } = await db().user.create({
      data: {
        name: user.name,
        email: user.email,
        passwordHash,
        roles: [...user.roles],
        simulated: user.simulated ?? false,
      },
    });
    return { id, name, email, roles };
  } catch (cause) {
    // Two sign-ups at once: the unique index decides.
    if ((cause as { code?: string }).code === 'P2002') throw emailTaken(user.email);
    throw cause;
  }
}

function emailTaken(email: string): AppError {
  return new AppError('conflict', 'email-taken', `There is an account with ${email}: sign in instead.`, {
    details: { field: 'email' },
  });
}
