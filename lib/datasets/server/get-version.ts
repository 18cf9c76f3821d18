import { hasRole, type Person } from '#lib/identity/person';
import { db } from '#lib/infra/db/client';
import type { JobState } from '#lib/jobs/job-state';
import type { VersionClassView, VersionDetails, VersionSource } from '../dataset-views.ts';
import { findDoneVersion, noSuchVersion } from './find-version.ts';
import { versionSummary } from './version-summary.ts';

/** A version that is not done: for organisers, who wait for it. */
export interface PendingVersion {
  id: string;
  state: Exclude<JobState, 'done'>;
  dataset: { slug: string; title: string };
  number: number;
  /** Why it failed. */
  error: string | null;
}

/** All that is public of a done version. Organisers also see one that is not done, with its state. */
export async function getVersion(
  person: Person | null,
  { slug, number }: { slug: string; number: number },
): Promise<VersionDetails | PendingVersion> {
  const pending = hasRole(person, 'organiser') ? await findPending(slug, number) : null;
  if (pending) return pending;
  const version = await findDoneVersion(slug, number);
  const [classList, sources] = await Promise.all([
    readClasses(version.id),
    readSources(version.report?.sources ?? {}),
  ]);
  const { heldOutSources, minimumConfidence, testShare, valShare } = version.options;
  return {
    ...versionSummary(version),
    state: 'done',
    dataset: version.dataset,
    options: { heldOutSources, minimumConfidence, testShare, valShare },
    classList,
    sources,
    report: version.report,
  };
}

async function findPending(slug: string, number: number): Promise<PendingVersion | null> {
  const version = await db().datasetVersion.findFirst({
    where: { number, dataset: { slug } },
    select: {
      id: true,
      state: true,
      number: true,
      error: true,
      dataset: { select: { slug: true, title: true } },
    },
  });
  if (!version) throw noSuchVersion(slug, number);
  return version.state === 'done' ? null : { ...version, state: version.state };
}

async function readClasses(versionId: string): Promise<VersionClassView[]> {
  const rows = await db().versionClass.findMany({
    where: { versionId },
    orderBy: { position: 'asc' },
    include: { synset: { select: { words: true } } },
  });
  return rows.map(({ synsetId, synset, trainCount, valCount }) => ({
    id: synsetId,
    word: synset.words[0] ?? synsetId,
    train: trainCount,
    val: valCount,
  }));
}

async function readSources(counts: Record<string, number>): Promise<VersionSource[]> {
  const rows = await db().source.findMany({
    where: { slug: { in: Object.keys(counts) } },
    omit: { id: true },
  });
  return rows
    .map((source) => ({ ...source, images: counts[source.slug] ?? 0 }))
    .sort((a, b) => b.images - a.images || a.title.localeCompare(b.title));
}
