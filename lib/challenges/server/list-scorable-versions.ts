import { assertRole, type Person } from '#lib/identity/person';
import { db } from '#lib/infra/db/client';

export interface ScorableVersion {
  dataset: string;
  title: string;
  version: number;
  classes: number;
  heldOut: number;
}

/** The dataset versions that a challenge can be opened on: frozen, with images held out; newest first. Organisers only. */
export async function listScorableVersions(person: Person | null): Promise<ScorableVersion[]> {
  assertRole(person, 'organiser');
  const versions = await db().datasetVersion.findMany({
    where: { state: 'done', testCount: { gt: 0 } },
    orderBy: [{ frozenAt: 'desc' }],
    take: 200,
    include: { dataset: { select: { slug: true, title: true } } },
  });
  return versions.map(({ dataset, number, classCount, testCount }) => ({
    dataset: dataset.slug,
    title: dataset.title,
    version: number,
    classes: classCount,
    heldOut: testCount,
  }));
}
