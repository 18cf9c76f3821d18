import { db } from '#lib/infra/db/client';

/** Where images come from, on what terms, and how many of them there are. */
export interface CreditedSource {
  slug: string;
  title: string;
  author: string;
  /** SPDX identifier. */
  license: string;
  licenseUrl: string;
  homepage: string | null;
  images: number;
}

/** Every source that images here come from, by title. For everybody. */
export async function listSources(): Promise<CreditedSource[]> {
  const sources = await db().source.findMany({
    where: { images: { some: {} } },
    orderBy: [{ title: 'asc' }, { slug: 'asc' }],
    omit: { id: true },
    include: { _count: { select: { images: true } } },
  });
  return sources.map(({ _count, ...source }) => ({ ...source, images: _count.images }));
}
