import { AppError } from '#lib/core/errors';
import { assertRole, type Person } from '#lib/identity/person';
import { db, pool } from '#lib/infra/db/client';
import type { AdmissionInput, BarredPerson } from '../eligibility.ts';
import { findChallenge } from './find-challenge.ts';
import { labelledHeldOut } from './get-eligibility.ts';

interface Admitted {
  challenge: string;
  userId: string;
}

/**
 * Lets somebody take part in a challenge though they labelled images that it holds out, for a reason that both read. Again gives
 * another reason. For organisers. Throws AppError `no-such-challenge`, `no-such-person`.
 */
export async function admitResearcher(
  person: Person | null,
  { challenge, userId, reason }: Admitted & AdmissionInput,
): Promise<{ userId: string; reason: string }> {
  assertRole(person, 'organiser');
  const { id: challengeId } = await findChallenge(challenge);
  const user = await db().user.findUnique({ where: { id: userId }, select: { id: true } });
  if (!user) throw new AppError('not-found', 'no-such-person', `There is no person ${userId}.`);
  await db().challengeAdmission.upsert({
    where: { challengeId_userId: { challengeId, userId } },
    create: { challengeId, userId, reason, admittedById: person.id },
    update: { reason, admittedById: person.id },
  });
  return { userId, reason };
}

/**
 * Takes an admission back: what they submitted stays, more they cannot. Safe to repeat. For organisers. Throws AppError
 * `no-such-challenge`.
 */
export async function takeBackAdmission(
  person: Person | null,
  { challenge, userId }: Admitted,
): Promise<{ removed: number }> {
  assertRole(person, 'organiser');
  const { id: challengeId } = await findChallenge(challenge);
  const { count } = await db().challengeAdmission.deleteMany({ where: { challengeId, userId } });
  return { removed: count };
}

/** People that are listed at the most. */
const MOST = 200;

/**
 * The researchers who labelled images that a challenge holds out: barred from it, or admitted. Those who are in an entry come
 * first. Looks up each researcher's votes. For organisers. Throws AppError `no-such-challenge`.
 */
export async function listBarred(
  person: Person | null,
  { challenge }: { challenge: string },
): Promise<BarredPerson[]> {
  assertRole(person, 'organiser');
  const { id, versionId } = await findChallenge(challenge);
  const { rows } = await pool().query<
    Omit<BarredPerson, 'admitted'> & { by: string | null; reason: string; at: Date }
  >(
    `SELECT p.id, p.name, e.name AS entry, b.name AS by, a.reason, a.created_at AS at
     FROM users p
     LEFT JOIN entry_members m ON m.challenge_id = $1 AND m.user_id = p.id
     LEFT JOIN entries e ON e.id = m.entry_id
     LEFT JOIN challenge_admissions a ON a.challenge_id = $1 AND a.user_id = p.id
     LEFT JOIN users b ON b.id = a.admitted_by
     WHERE ('researcher' = ANY (p.roles) OR m.user_id IS NOT NULL) AND NOT p.machine AND NOT p.simulated
       AND NOT coalesce(e.baseline, false) AND (a.user_id IS NOT NULL OR ${labelledHeldOut('p.id', '$2::uuid')})
     ORDER BY e.name IS NULL, a.created_at NULLS FIRST, p.name, p.id LIMIT ${MOST}`,
    [id, versionId],
  );
  return rows.map(({ by, reason, at, ...row }) => ({
    ...row,
    admitted: by === null ? null : { by, reason, at: at.toISOString() },
  }));
}
