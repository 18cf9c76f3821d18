import { AppError } from '#lib/core/errors';
import { db } from '#lib/infra/db/client';
import type { FreezeOptions } from '../freeze-options.ts';
import type { FreezeReport } from '../freeze-report.ts';

/** The row of a done version with its dataset. Throws AppError `no-such-version`. */
export async function findDoneVersion(slug: string, number: number) {
  const version = await db().datasetVersion.findFirst({
    where: { number, state: 'done', dataset: { slug } },
    include: { dataset: { select: { slug: true, title: true } } },
  });
  if (!version) throw noSuchVersion(slug, number);
  return {
    ...version,
    options: version.options as unknown as FreezeOptions,
    report: version.report as unknown as FreezeReport | null,
  };
}

export function noSuchVersion(slug: string, number: number): AppError {
  return new AppError(
    'not-found',
    'no-such-version',
    `There is no version ${number} of the dataset "${slug}". All of them are listed under /datasets/${slug}.`,
  );
}
