import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { AppError } from '#lib/core/errors';
import { assertRole, hasRole, type Person } from '#lib/identity/person';
import { db } from '#lib/infra/db/client';
import { captainsEntry } from './entry-of.ts';
import { findChallenge } from './find-challenge.ts';
import { recordAudit } from './record-audit.ts';

export const newWebhookSchema = z.strictObject({
  url: z.url({ protocol: /^https?$/, error: 'must be an http address' }).max(500),
  /** The whole challenge, for organisers; else the entry of a captain. */
  scope: z.enum(['challenge', 'entry']).default('entry'),
});

const MOST = 5;

/**
 * Has an address hear of a challenge (organisers) or of one's own entry (its captain). The secret that its requests are signed by is
 * given this once. Throws AppError `too-many-webhooks`, `captain-needed`, `not-entered`.
 */
export async function addWebhook(
  person: Person | null,
  slug: string,
  { url, scope }: z.infer<typeof newWebhookSchema>,
): Promise<{ id: string; secret: string }> {
  assertRole(person, scope === 'challenge' ? 'organiser' : 'researcher');
  return db().$transaction(async (tx) => {
    const { id: challengeId } = await findChallenge(slug, tx);
    const entryId = scope === 'challenge' ? null : (await captainsEntry(tx, person, slug)).id;
    if ((await tx.webhook.count({ where: { challengeId, entryId } })) >= MOST) {
      const message = `At most ${MOST} webhooks hear of one thing: remove one first.`;
      throw new AppError('conflict', 'too-many-webhooks', message);
    }
    const secret = randomBytes(24).toString('base64url');
    const { id } = await tx.webhook.create({
      data: { challengeId, entryId, url, secret, createdById: person.id },
    });
    await recordAudit(tx, {
      actor: person,
      act: 'added webhook',
      challengeId,
      subject: scope,
      // Its path may be a secret of the receiver.
      detail: { host: new URL(url).host },
    });
    return { id, secret };
  });
}

export interface WebhookRow {
  id: string;
  url: string;
  scope: 'challenge' | 'entry';
  createdAt: Date;
  /** Why the last try failed; null where it went well or there was none. */
  problem: string | null;
}

/** The webhooks that a person may remove: those of the challenge for organisers, of their entry for its captain. */
export async function listWebhooks(person: Person | null, slug: string): Promise<WebhookRow[]> {
  assertRole(person);
  const { id: challengeId } = await findChallenge(slug);
  const rows = await db().webhook.findMany({
    where: { challengeId, OR: ownedBy(person) },
    orderBy: { id: 'asc' },
    include: { deliveries: { orderBy: { id: 'desc' }, take: 1, select: { problem: true } } },
  });
  return rows.map(({ id, url, entryId, createdAt, deliveries }) => ({
    id,
    url,
    scope: entryId === null ? 'challenge' : 'entry',
    createdAt,
    problem: deliveries[0]?.problem ?? null,
  }));
}

/** Removes one of them; one that is gone stays gone. */
export async function removeWebhook(person: Person | null, slug: string, id: string): Promise<void> {
  assertRole(person);
  const { id: challengeId } = await findChallenge(slug);
  await db().webhook.deleteMany({ where: { id, challengeId, OR: ownedBy(person) } });
}

function ownedBy(person: Person) {
  const own = { entry: { captainId: person.id } };
  return hasRole(person, 'organiser') ? [{ entryId: null }, own] : [own];
}
