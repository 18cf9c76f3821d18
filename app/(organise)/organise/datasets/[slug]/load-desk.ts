import { notFound } from 'next/navigation';
import { AppError } from '#lib/core/errors';
import type { DatasetDetails } from '#lib/datasets/dataset-views';
import type { DatasetDeskDetails } from '#lib/datasets/desk-views';
import { getDataset } from '#lib/datasets/server/get-dataset';
import { getDatasetDesk } from '#lib/datasets/server/get-dataset-desk';
import { requirePerson } from '@/_server/session';

/** For the organiser's pages of a dataset: who is there and how the dataset stands; 404 where there is none. */
export async function loadDesk(slug: string) {
  const person = await requirePerson('organiser');
  const desk: DatasetDeskDetails = await orNotFound(getDatasetDesk(person, slug));
  return { person, desk };
}

/** The same for pages that say no more of a dataset than its name: nothing of it is counted. */
export async function loadOrganised(slug: string) {
  const person = await requirePerson('organiser');
  const dataset: DatasetDetails = await orNotFound(getDataset(slug));
  return { person, dataset };
}

async function orNotFound<Value>(work: Promise<Value>): Promise<Value> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof AppError && error.kind === 'not-found') notFound();
    throw error;
  }
}
