import { AppError } from '#lib/core/errors';
import { assertRole, type Person } from '#lib/identity/person';
import { db } from '#lib/infra/db/client';
import { phaseAt } from '../phase.ts';
import { findChallenge } from './find-challenge.ts';
import { recordAudit } from './record-audit.ts';

/**
 * Puts a challenge away for good: from now on nothing of it changes, neither settings nor entries nor scores. One that is
 * archived stays so. Throws AppError `results-not-out`. Organisers only.
 */
export async function archiveChallenge(
  person: Person | null,
  slug: string,
): Promise<{ slug: string; archivedAt: Date }> {
  assertRole(person, 'organiser');
  return db().$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM challenges WHERE slug = ${slug} FOR UPDATE`;
    const challenge = await findChallenge(slug, tx);
    if (challenge.archivedAt) return { slug, archivedAt: challenge.archivedAt };
    const archivedAt = new Date();
    if (phaseAt(challenge, archivedAt) !== 'published') {
      throw new AppError(
        'conflict',
        'results-not-out',
        `The results of ${slug} are not out: publish them, then archive it.`,
      );
    }
    await tx.challenge.update({ where: { id: challenge.id }, data: { archivedAt } });
    await recordAudit(tx, {
      actor: person,
      act: 'archived challenge',
      challengeId: challenge.id,
      subject: challenge.title,
    });
    return { slug, archivedAt };
  });
}
