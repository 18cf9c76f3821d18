import { AppError } from '#lib/core/errors';
import { db } from '#lib/infra/db/client';

/** The row of a dataset. Throws AppError `no-such-dataset`. */
export async function findDataset(slug: string) {
  const dataset = await db().dataset.findUnique({ where: { slug } });
  if (dataset) return dataset;
  throw new AppError(
    'not-found',
    'no-such-dataset',
    `There is no dataset "${slug}". All of them are listed under /datasets.`,
  );
}
