import 'server-only';
import { headers } from 'next/headers';
import { forbidden, redirect } from 'next/navigation';
import { getServerSession } from 'next-auth';
import { cache } from 'react';
import { hasRole, type Person, type Role } from '#lib/identity/person';
import { findPerson } from '#lib/identity/server/find-person';
import { authOptions } from './auth-options';

/** Who is signed in, with the roles they have now; null for a visitor. Read once a request. */
export const currentPerson = cache(async (): Promise<Person | null> => {
  const session = (await getServerSession(authOptions)) as { personId?: string } | null;
  return session?.personId ? findPerson(session.personId) : null;
});

/** For pages: who is signed in. A visitor is sent to sign in and comes back; without the role the answer is 403. */
export async function requirePerson(role?: Role): Promise<Person> {
  const person = await currentPerson();
  if (!person) {
    const path = (await headers()).get('x-request-path') ?? '/';
    redirect(`/sign-in?next=${encodeURIComponent(path)}`);
  }
  if (role && !hasRole(person, role)) forbidden();
  return person;
}
