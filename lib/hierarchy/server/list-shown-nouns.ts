import { hash32 } from '#lib/core/random';
import { db } from '#lib/infra/db/client';
import type { SynsetName } from '../synset-views.ts';

/** A noun with public images, for a wall of pictures. */
export interface ShownNoun extends SynsetName {
  gloss: string;
  /** Public images labelled with this very noun. */
  images: number;
}

/** Nouns with many images among which `listShownNouns` chooses. */
const POOL = 200;

/**
 * Some of the nouns that have most public images; another `seed` chooses others. For everybody. Gives the nouns and how
 * many nouns and images there are in all.
 */
export async function listShownNouns(
  count: number,
  seed: string,
): Promise<{ chosen: ShownNoun[]; nouns: number; images: number }> {
  const [rows, totals] = await Promise.all([
    db().synsetImageCount.findMany({
      where: { direct: { gt: 0 } },
      orderBy: [{ direct: 'desc' }, { synsetId: 'asc' }],
      take: POOL,
      select: { synsetId: true, direct: true, synset: { select: { words: true, gloss: true } } },
    }),
    db().synsetImageCount.aggregate({
      where: { direct: { gt: 0 } },
      _count: true,
      _sum: { direct: true },
    }),
  ]);
  const order = (id: string) => hash32(`${seed}/${id}`);
  const chosen = rows
    .sort((a, b) => order(a.synsetId) - order(b.synsetId))
    .slice(0, count)
    .map(({ synsetId, direct, synset }) => ({
      id: synsetId,
      word: synset.words[0] ?? synsetId,
      gloss: synset.gloss,
      images: direct,
    }));
  return { chosen, nouns: totals._count, images: totals._sum.direct ?? 0 };
}
