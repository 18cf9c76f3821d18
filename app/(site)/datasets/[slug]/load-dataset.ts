import { notFound } from 'next/navigation';
import { cache } from 'react';
import { AppError } from '#lib/core/errors';
import { versionNumber } from '#lib/datasets/dataset';
import type { DatasetDetails, VersionDetails } from '#lib/datasets/dataset-views';
import { describeVersion } from '#lib/datasets/server/describe-version';
import { getDataset } from '#lib/datasets/server/get-dataset';

/** The dataset of an address, read once a request; 404 where there is none. */
export const loadDataset = cache((slug: string): Promise<DatasetDetails> => orNotFound(getDataset(slug)));

/** The version that a query asks for, else the newest; null where none is frozen; 404 for one that there is not. */
export async function loadVersion(
  dataset: DatasetDetails,
  asked: string | string[] | undefined,
): Promise<VersionDetails | null> {
  if (asked === undefined)
    return dataset.newest && orNotFound(describeVersion(dataset.slug, dataset.newest.number));
  const number = versionNumber.safeParse(asked);
  return number.success ? orNotFound(describeVersion(dataset.slug, number.data)) : notFound();
}

async function orNotFound<Value>(work: Promise<Value>): Promise<Value> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof AppError && error.kind === 'not-found') notFound();
    throw error;
  }
}
