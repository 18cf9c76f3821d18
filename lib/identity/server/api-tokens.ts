import { createHash, randomBytes } from 'node:crypto';
import { db, pool } from '#lib/infra/db/client';
import type { Person } from '../person.ts';

const hashToken = (token: string) => createHash('sha256').update(token).digest('hex');

/** Makes a token for scripts and gives it; only its hash is kept, so it can never be shown again. */
export async function createApiToken(person: Person, name: string): Promise<string> {
  const token = `imn_${randomBytes(32).toString('base64url')}`;
  await db().apiToken.create({ data: { userId: person.id, name, tokenHash: hashToken(token) } });
  return token;
}

/** The person whom a token belongs to; null where it is unknown or over. Notes when it was used, to the hour. */
export async function findPersonByToken(token: string): Promise<Person | null> {
  // Asked at every request of a script: one statement that is planned once.
  const { rows } = await pool().query<
    Person & { tokenId: string; expiresAt: Date | null; lastUsedAt: Date | null }
  >({
    name: 'person-by-token',
    text: `SELECT u.id, u.name, u.email, u.roles::text[] AS roles,
                  t.id AS "tokenId", t.expires_at AS "expiresAt", t.last_used_at AS "lastUsedAt"
           FROM api_tokens t JOIN users u ON u.id = t.user_id WHERE t.token_hash = $1`,
    values: [hashToken(token)],
  });
  const found = rows[0];
  const now = Date.now();
  if (!found || (found.expiresAt && found.expiresAt.getTime() <= now)) return null;
  const { tokenId, expiresAt: _, lastUsedAt, ...person } = found;
  if (!lastUsedAt || now - lastUsedAt.getTime() > 3_600_000) {
    await db().apiToken.update({ where: { id: tokenId }, data: { lastUsedAt: new Date(now) } });
  }
  return person;
}

export interface ApiTokenInfo {
  id: string;
  name: string;
  createdAt: Date;
  lastUsedAt: Date | null;
}

/** A person's tokens, newest first, without what they are. */
export function listApiTokens(person: Person): Promise<ApiTokenInfo[]> {
  return db().apiToken.findMany({
    where: { userId: person.id },
    select: { id: true, name: true, createdAt: true, lastUsedAt: true },
    orderBy: { createdAt: 'desc' },
  });
}

/** Ends one of a person's tokens. Somebody else's is left alone, without a word. */
export async function revokeApiToken(person: Person, id: string): Promise<void> {
  await db().apiToken.deleteMany({ where: { id, userId: person.id } });
}
