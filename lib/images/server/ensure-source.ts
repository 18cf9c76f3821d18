import { AppError } from '#lib/core/errors';
import { licenseTitle } from '#lib/images/license';
import type { NewSource } from '#lib/images/source';
import { db } from '#lib/infra/db/client';

/**
 * Gives the id of a source, making it where there is none of this slug. A source says under which licence images are
 * shown, so one that is there under other terms is refused (`source-differs`) and not changed.
 */
export async function ensureSource(source: NewSource): Promise<number> {
  const row = await db().source.upsert({ where: { slug: source.slug }, create: source, update: {} });
  if (row.license === source.license && row.author === source.author) return row.id;
  throw new AppError(
    'conflict',
    'source-differs',
    `The source ${source.slug} is known as by ${row.author} under ${licenseTitle(row.license)}, not by ${source.author} under ` +
      `${licenseTitle(source.license)}: name this one differently.`,
    { details: { field: 'slug' } },
  );
}
