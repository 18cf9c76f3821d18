import { AppError } from '#lib/core/errors';
import { db } from '#lib/infra/db/client';

/** The row of an import of a dataset. Throws AppError `no-such-import`. */
export async function findImport(slug: string, id: string) {
  const row = await db().import.findFirst({
    where: { id, dataset: { slug } },
    include: { dataset: { select: { slug: true } } },
  });
  if (row) return row;
  throw new AppError(
    'not-found',
    'no-such-import',
    `The dataset "${slug}" has no import ${id}. All of them are listed under /organise/datasets/${slug}/imports.`,
  );
}
