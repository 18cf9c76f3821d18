import { db, pool } from '#lib/infra/db/client';
import type { Person } from '../person.ts';

const personFields = { id: true, name: true, email: true, roles: true } as const;

/** The person with this id, with the roles they have now; null where there is none. */
export async function findPerson(id: string): Promise<Person | null> {
  // Asked at every request of a browser: one statement that is planned once.
  const { rows } = await pool().query<Person>({
    name: 'person-by-id',
    text: 'SELECT id, name, email, roles::text[] AS roles FROM users WHERE id = $1',
    values: [id],
  });
  return rows[0] ?? null;
}

/** The person with this email; null where there is none. */
export function findPersonByEmail(email: string): Promise<Person | null> {
  return db().user.findUnique({ where: { email: email.toLowerCase() }, select: personFields });
}
