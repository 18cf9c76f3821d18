import { AppError } from '#lib/core/errors';
import { db } from '#lib/infra/db/client';
import type { FreezeOptions } from '../freeze-options.ts';

/** The row of a done version with its dataset, without its report. Throws AppError `no-such-version`. */
export async function findDoneVersion(slug: string, number: number) {
  const version = await db().datasetVersion.findFirst({
    where: { number, state: 'done', dataset: { slug } },
    include: { dataset: { select: { slug: true, title: true } } },
    // It names every source, and a list of addresses may have a source for each author.
    omit: { report: true },
  });
  if (!version) throw noSuchVersion(slug, number);
  return { ...version, options: version.options as unknown as FreezeOptions };
}

export function noSuchVersion(slug: string, number: number): AppError {
  return new AppError(
    'not-found',
    'no-such-version',
    `There is no version ${number} of the dataset "${slug}". All of them are listed under /datasets/${slug}.`,
  );
}
