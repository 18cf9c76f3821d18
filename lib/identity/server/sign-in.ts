import { db } from '#lib/infra/db/client';
import type { Person } from '../person.ts';
import { verifyPassword } from './passwords.ts';

/** The person whom email and password belong to; null where they do not, without saying which of the two was wrong. */
export async function signInWithPassword(email: string, password: string): Promise<Person | null> {
  const user = await db().user.findUnique({ where: { email: email.trim().toLowerCase() } });
  const right = await verifyPassword(user?.passwordHash ?? null, password);
  if (!user || !right) return null;
  return { id: user.id, name: user.name, email: user.email, roles: user.roles };
}
