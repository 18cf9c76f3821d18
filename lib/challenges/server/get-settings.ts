import { assertRole, type Person } from '#lib/identity/person';
import { db } from '#lib/infra/db/client';
import type { ChallengeSettings } from '../challenge.ts';
import { findChallenge } from './find-challenge.ts';
import { readSettings } from './read-settings.ts';

/** A challenge as its organisers said it. Throws AppError `no-such-challenge`. Organisers only. */
export async function getSettings(person: Person | null, slug: string): Promise<ChallengeSettings> {
  assertRole(person, 'organiser');
  await findChallenge(slug);
  const settings = await readSettings(db(), slug);
  if (!settings) throw new Error(`The challenge ${slug} went away.`);
  return settings;
}
