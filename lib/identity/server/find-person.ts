import { db } from '#lib/infra/db/client';
import type { Person } from '../person.ts';

const personFields = { id: true, name: true, email: true, roles: true } as const;

/** The person with this id, with the roles they have now; null where there is none. */
export function findPerson(id: string): Promise<Person | null> {
  return db().user.findUnique({ where: { id }, select: personFields });
}

/** The person with this email; null where there is none. */
export function findPersonByEmail(email: string): Promise<Person | null> {
  return db().user.findUnique({ where: { email: email.toLowerCase() }, select: personFields });
}
