import { notFound } from 'next/navigation';
import { AppError } from '#lib/core/errors';
import type { DatasetDeskDetails } from '#lib/datasets/desk-views';
import { getDatasetDesk } from '#lib/datasets/server/get-dataset-desk';
import { requirePerson } from '@/_server/session';

/** For the organiser's pages of a dataset: who is there and how the dataset stands; 404 where there is none. */
export async function loadDesk(slug: string) {
  const person = await requirePerson('organiser');
  try {
    const desk: DatasetDeskDetails = await getDatasetDesk(person, slug);
    return { person, desk };
  } catch (error) {
    if (error instanceof AppError && error.kind === 'not-found') notFound();
    throw error;
  }
}
