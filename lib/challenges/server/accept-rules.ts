import { AppError } from '#lib/core/errors';
import { assertRole, type Person } from '#lib/identity/person';
import { type Db, db } from '#lib/infra/db/client';
import { findChallenge } from './find-challenge.ts';

/** Records that a person accepts the rules that stand; again, it stays as it was first. */
export async function acceptRules(
  person: Person | null,
  slug: string,
  version: number,
): Promise<{ version: number; acceptedAt: Date }> {
  assertRole(person);
  const { id } = await findChallenge(slug);
  return db().$transaction(async (tx) => {
    const standing = await standingRules(tx, id);
    // What people accept is what they have read.
    if (version !== standing) {
      throw new AppError(
        'conflict',
        'rules-changed',
        `Version ${standing} of the rules stands now; version ${version} was accepted. Read the rules again.`,
        { details: { version: standing } },
      );
    }
    return recordAcceptance(tx, id, standing, person);
  });
}

/** The version of the rules that stands. */
export async function standingRules(tx: Db, challengeId: string): Promise<number> {
  const { _max } = await tx.challengeRules.aggregate({ where: { challengeId }, _max: { version: true } });
  return _max.version ?? 0;
}

/** Writes an acceptance down with its time, unless it is there. */
export function recordAcceptance(tx: Db, challengeId: string, version: number, person: Person) {
  const key = { challengeId, version, userId: person.id };
  return tx.rulesAcceptance.upsert({
    where: { challengeId_version_userId: key },
    create: key,
    update: {},
    select: { version: true, acceptedAt: true },
  });
}

/** Refuses with AppError `rules-not-accepted` a person who has not accepted the rules that stand. */
export async function assertRulesAccepted(
  tx: Db,
  { id, slug }: { id: string; slug: string },
  person: Person,
): Promise<void> {
  const version = await standingRules(tx, id);
  const key = { challengeId: id, version, userId: person.id };
  if (await tx.rulesAcceptance.findUnique({ where: { challengeId_version_userId: key } })) return;
  throw new AppError(
    'conflict',
    'rules-not-accepted',
    `The rules of ${slug} changed: version ${version} stands and you have not accepted it. Accept it under /challenges/${slug}/rules, then submit.`,
    { details: { version } },
  );
}
