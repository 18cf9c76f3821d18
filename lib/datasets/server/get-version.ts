import { hasRole, type Person } from '#lib/identity/person';
import { db } from '#lib/infra/db/client';
import type { JobState } from '#lib/jobs/job-state';
import type { VersionDetails } from '../dataset-views.ts';
import { describeVersion } from './describe-version.ts';
import { noSuchVersion } from './find-version.ts';

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
  return pending ?? describeVersion(slug, number);
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
