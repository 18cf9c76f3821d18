import type { Db } from '#lib/infra/db/client';
import type { ChallengeSettings } from '../challenge.ts';
import type { ChallengePhase } from '../challenge-phase.ts';

/** A challenge as its organiser said it, with every class named; null where there is none. */
export async function readSettings(
  tx: Db,
  slug: string,
): Promise<(ChallengeSettings & { classes: string[] }) | null> {
  const found = await tx.challenge.findUnique({
    where: { slug },
    include: {
      version: { select: { number: true, dataset: { select: { slug: true } } } },
      classes: { orderBy: { position: 'asc' }, select: { synsetId: true } },
      phases: { orderBy: { position: 'asc' } },
      tracks: { orderBy: { position: 'asc' } },
      rulesVersions: { orderBy: { version: 'desc' }, take: 1, select: { text: true } },
    },
  });
  if (!found) return null;
  const { title, edition, series, description, prizes, contact, timeZone, publishedAt, metric } = found;
  const { secondaryMetrics, publicShare, ladderStep, registration, emailDomains, maxTeamSize, mergeUntil } =
    found;
  return {
    title,
    edition,
    series,
    description,
    rules: found.rulesVersions[0]?.text ?? '',
    prizes,
    contact,
    dataset: found.version.dataset.slug,
    version: found.version.number,
    classes: found.classes.map(({ synsetId }) => synsetId),
    timeZone,
    publishedAt,
    metric,
    secondaryMetrics,
    publicShare,
    ladderStep,
    registration,
    emailDomains,
    maxTeamSize,
    mergeUntil,
    phases: found.phases.map(({ challengeId: _, position: __, ...phase }) => phase satisfies ChallengePhase),
    tracks: found.tracks.map(({ slug, title, outsideData }) => ({ slug, title, outsideData })),
  };
}
