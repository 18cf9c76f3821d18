import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { assertRole, type Person } from '#lib/identity/person';
import { db } from '#lib/infra/db/client';
import { assertNotArchived } from './assert-not-archived.ts';
import { findChallenge } from './find-challenge.ts';
import { recordAudit } from './record-audit.ts';
import { tellPeople } from './tell-people.ts';

export const announcementSchema = z.strictObject({
  title: z.string().trim().min(1, 'must not be empty').max(120),
  /** Markdown. */
  text: z.string().trim().min(1, 'must not be empty').max(10_000),
  /** The same key again announces nothing more: a double click. */
  key: z.uuid().default(() => randomUUID()),
});

/** Tells everybody in a challenge something, which stands on its page as well. Organisers only. */
export async function announce(
  person: Person | null,
  slug: string,
  { title, text, key }: z.infer<typeof announcementSchema>,
): Promise<void> {
  assertRole(person, 'organiser');
  await db().$transaction(async (tx) => {
    const challenge = await findChallenge(slug, tx);
    assertNotArchived(challenge);
    const keyed = `announcement/${challenge.id}/${key}`;
    if ((await tx.notice.count({ where: { key: keyed } })) > 0) return;
    const { id: challengeId } = challenge;
    await tellPeople(tx, {
      kind: 'announcement',
      challengeId,
      key: keyed,
      title,
      text,
      createdById: person.id,
    });
    await recordAudit(tx, { actor: person, act: 'announced', challengeId, subject: title });
  });
}

export interface AnnouncementView {
  id: string;
  title: string;
  text: string;
  at: Date;
}

/** What the organisers of a challenge announced, the newest first; at most 20. For everybody. */
export async function listAnnouncements(slug: string): Promise<AnnouncementView[]> {
  const { id: challengeId } = await findChallenge(slug);
  const rows = await db().notice.findMany({
    where: { challengeId, kind: 'announcement' },
    orderBy: { id: 'desc' },
    take: 20,
    select: { id: true, title: true, text: true, createdAt: true },
  });
  return rows.map(({ createdAt, ...row }) => ({ ...row, at: createdAt }));
}
