import { db } from '#lib/infra/db/client';
import type { Person } from '../person.ts';

/** The person whom an account at another house (GitHub, Google, ORCID) belongs to; null where it is new here. */
export async function findPersonByAccount(
  provider: string,
  providerAccountId: string,
): Promise<Person | null> {
  const account = await db().account.findUnique({
    where: { provider_providerAccountId: { provider, providerAccountId } },
    select: { user: { select: { id: true, name: true, email: true, roles: true } } },
  });
  return account?.user ?? null;
}

/** Keeps that an account at another house belongs to a person. Safe to repeat. */
export async function linkAccount(
  userId: string,
  provider: string,
  providerAccountId: string,
): Promise<void> {
  await db().account.upsert({
    where: { provider_providerAccountId: { provider, providerAccountId } },
    update: {},
    create: { provider, providerAccountId, userId },
  });
}
