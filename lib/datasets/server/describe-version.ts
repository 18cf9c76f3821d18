import { db } from '#lib/infra/db/client';
import type { NounChangeView, VersionClassView, VersionDetails, VersionSource } from '../dataset-views.ts';
import type { FreezeReport } from '../freeze-report.ts';
import { findDoneVersion } from './find-version.ts';
import { versionSummary } from './version-summary.ts';

/** All that is public of a done version: for everybody. */
export async function describeVersion(slug: string, number: number): Promise<VersionDetails> {
  const version = await findDoneVersion(slug, number);
  const [report, classList, nounChanges] = await Promise.all([
    readReport(version.id),
    readClasses(version.id),
    readChanges(version.id),
  ]);
  const sources = await readSources(report?.sources ?? {});
  const { heldOutSources, minimumConfidence, testShare, valShare } = version.options;
  return {
    ...versionSummary(version),
    state: 'done',
    dataset: version.dataset,
    options: { heldOutSources, minimumConfidence, testShare, valShare },
    classList,
    sources,
    report,
    nounChanges,
  };
}

async function readReport(id: string): Promise<FreezeReport | null> {
  const { report } = await db().datasetVersion.findUniqueOrThrow({ where: { id }, select: { report: true } });
  return report as unknown as FreezeReport | null;
}

async function readClasses(versionId: string): Promise<VersionClassView[]> {
  const rows = await db().versionClass.findMany({
    where: { versionId },
    orderBy: { position: 'asc' },
    include: { synset: { select: { words: true } } },
  });
  return rows.map(({ synsetId, synset, trainCount, valCount, missingTrain, missingVal }) => ({
    id: synsetId,
    word: synset.words[0] ?? synsetId,
    train: trainCount - missingTrain,
    val: valCount - missingVal,
  }));
}

async function readChanges(versionId: string): Promise<NounChangeView[]> {
  const rows = await db().versionChange.findMany({
    where: { versionId },
    select: {
      added: true,
      removed: true,
      gained: true,
      lost: true,
      synset: { select: { id: true, words: true } },
    },
  });
  const size = ({ added, removed, gained, lost }: NounChangeView) => added + removed + gained + lost;
  return rows
    .map(({ synset: { id, words }, ...counts }) => ({ id, word: words[0] ?? id, ...counts }))
    .sort((a, b) => size(b) - size(a) || (a.id < b.id ? -1 : 1));
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
