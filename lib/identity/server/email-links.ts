import { db } from '#lib/infra/db/client';

export interface EmailLink {
  identifier: string;
  /** Hashed already. */
  token: string;
  expires: Date;
}

/** Keeps a link that was sent to sign in with. */
export async function keepEmailLink(link: EmailLink): Promise<void> {
  await db().verificationToken.create({ data: link });
}

/** Uses a link up and gives it; null where it is unknown or was used before. */
export async function takeEmailLink(identifier: string, token: string): Promise<EmailLink | null> {
  const where = { identifier_token: { identifier, token } };
  const link = await db().verificationToken.findUnique({ where });
  if (!link) return null;
  const { count } = await db().verificationToken.deleteMany({ where: { identifier, token } });
  return count === 1 ? link : null;
}

/**
 * Notes that a person has shown the email to be theirs. A password set before that may be a stranger's, who signed up
 * with somebody else's address and waits: it is dropped.
 */
export async function confirmEmail(userId: string): Promise<void> {
  await db().user.updateMany({
    where: { id: userId, emailVerified: null },
    data: { emailVerified: new Date(), passwordHash: null },
  });
}
