import type { Adapter, AdapterAccount, AdapterUser } from 'next-auth/adapters';
import { AppError } from '#lib/core/errors';
import type { Person } from '#lib/identity/person';
import { createUser } from '#lib/identity/server/create-user';
import { confirmEmail, keepEmailLink, takeEmailLink } from '#lib/identity/server/email-links';
import { findPerson, findPersonByEmail } from '#lib/identity/server/find-person';
import { findPersonByAccount, linkAccount } from '#lib/identity/server/outside-accounts';

const toUser = (person: Person | null): AdapterUser | null =>
  person && { id: person.id, name: person.name, email: person.email, emailVerified: null };

async function knownUser(id: string): Promise<AdapterUser> {
  const user = toUser(await findPerson(id));
  if (!user) throw new AppError('not-found', 'no-such-person', `There is no person with the id ${id}.`);
  return user;
}

/** What next-auth asks of our accounts, for sign-in by email link and by other houses. */
export const authAdapter: Adapter = {
  getUser: async (id) => toUser(await findPerson(id)),
  getUserByEmail: async (email) => toUser(await findPersonByEmail(email)),
  getUserByAccount: async ({ provider, providerAccountId }) =>
    toUser(await findPersonByAccount(provider, providerAccountId)),
  createUser: async ({ name, email, emailVerified }: Omit<AdapterUser, 'id'>) => {
    const person = await createUser({
      name: name ?? email.split('@')[0] ?? email,
      email: email.toLowerCase(),
      roles: ['labeler', 'researcher'],
    });
    if (emailVerified) await confirmEmail(person.id);
    return { id: person.id, name: person.name, email: person.email, emailVerified };
  },
  updateUser: async ({ id, emailVerified }) => {
    if (emailVerified) await confirmEmail(id);
    return knownUser(id);
  },
  linkAccount: async ({ userId, provider, providerAccountId }: AdapterAccount) => {
    await linkAccount(userId, provider, providerAccountId);
  },
  createVerificationToken: async (link) => {
    await keepEmailLink(link);
    return link;
  },
  useVerificationToken: ({ identifier, token }) => takeEmailLink(identifier, token),
};
