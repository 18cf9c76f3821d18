import { assertRole, type Person } from '#lib/identity/person';
import { db } from '#lib/infra/db/client';
import { yearsLater } from '../calendar.ts';
import type { ChallengeSettings } from '../challenge.ts';
import { applyChallenge } from './apply-challenge.ts';
import { findChallenge } from './find-challenge.ts';
import { getSettings } from './get-settings.ts';

/**
 * Opens the next edition of a challenge under a slug of its own: the same settings, its dates so many years later by the
 * clock of its zone, nothing published. Where the challenge was in no series the two become one, named by its slug without the
 * year. Throws AppError `no-such-challenge`, `slug-taken`. Organisers only.
 */
export async function cloneChallenge(
  person: Person | null,
  slug: string,
  next: { slug: string; edition: number },
): Promise<{ slug: string }> {
  assertRole(person, 'organiser');
  const { id, archivedAt } = await findChallenge(slug);
  const settings = await getSettings(person, slug);
  const series = settings.series ?? seriesOf(slug, settings.edition);
  await applyChallenge(person, next.slug, nextEdition({ ...settings, series }, next.edition), {
    onlyNew: true,
  });
  // An archived one stays as it is, but for the series that it is shown in.
  if (settings.series === null) {
    await db().challenge.updateMany({ where: { id, archivedAt }, data: { series } });
  }
  return { slug: next.slug };
}

/** A slug without its year: what editions share. */
function seriesOf(slug: string, edition: number): string {
  return slug.replace(new RegExp(`-?${edition}$`), '') || slug;
}

function nextEdition(settings: ChallengeSettings, edition: number): ChallengeSettings {
  const years = edition - settings.edition;
  const later = (at: Date) => yearsLater(at, years, settings.timeZone);
  return {
    ...settings,
    edition,
    title: settings.title.replaceAll(String(settings.edition), String(edition)),
    publishedAt: null,
    mergeUntil: settings.mergeUntil && later(settings.mergeUntil),
    phases: settings.phases.map((phase) => ({
      ...phase,
      opensAt: later(phase.opensAt),
      closesAt: later(phase.closesAt),
    })),
  };
}
