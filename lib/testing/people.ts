import { randomUUID } from 'node:crypto';
import type { Person, Role } from '#lib/identity/person';
import { db } from '#lib/infra/db/client';

/** Makes a person with these roles in the database, without a password. Each has a name and an address of their own. */
export async function makePerson(...roles: Role[]): Promise<Person> {
  const id = randomUUID();
  const name = `${roles.join(' and ') || 'nobody'} ${id.slice(0, 8)}`;
  const user = await db().user.create({ data: { id, name, email: `${id}@example.org`, roles } });
  return { id: user.id, name: user.name, email: user.email, roles: user.roles };
}

/** The same, several at once. */
export async function makePeople(count: number, ...roles: Role[]): Promise<Person[]> {
  return Promise.all(Array.from({ length: count }, () => makePerson(...roles)));
}
