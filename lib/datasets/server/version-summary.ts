import type { DatasetVersion } from '#lib/infra/db/generated/client';
import type { VersionSummary } from '../dataset-views.ts';

/** What lists say of a done version. */
export function versionSummary(
  row: Pick<
    DatasetVersion,
    | 'number'
    | 'createdAt'
    | 'frozenAt'
    | 'manifestSha256'
    | 'merkleRoot'
    | 'trainCount'
    | 'valCount'
    | 'testCount'
    | 'missingTrain'
    | 'missingVal'
    | 'missingTest'
    | 'classCount'
  >,
): VersionSummary {
  return {
    number: row.number,
    frozenAt: row.frozenAt ?? row.createdAt,
    manifestSha256: row.manifestSha256,
    merkleRoot: row.merkleRoot,
    images: { train: row.trainCount, val: row.valCount, test: row.testCount },
    missing: { train: row.missingTrain, val: row.missingVal, test: row.missingTest },
    classes: row.classCount,
  };
}
