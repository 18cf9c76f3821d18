import { type Page, toPage } from '#lib/core/cursor';
import { db } from '#lib/infra/db/client';
import { Prisma } from '#lib/infra/db/generated/client';
import { readQueryText } from '../query-text.ts';
import type { SynsetSearch } from '../synset-queries.ts';
import type { SynsetSummary } from '../synset-views.ts';
import { toSummary } from './to-summary.ts';

interface Row extends SynsetSummary {
  /** 0: the word is the query; 1: it begins with it; 2: a later part of it does. */
  tier: number;
  /** 0 where the noun has images, else 1. */
  imageless: number;
  sense: number;
  length: number;
  word: string;
}

/**
 * The nouns that a word or an id may mean, in pages: a word that is the query before one that begins with it, before one
 * of which a later part does (retriever, golden retriever); within these, nouns that have images first, then the more
 * frequent sense, then the shorter word. For everybody.
 */
export async function findSynsets({ query, cursor, limit }: SynsetSearch): Promise<Page<SynsetSummary>> {
  const sought = readQueryText(query);
  if ('id' in sought) {
    const synset = await db().synset.findUnique({ where: { id: sought.id }, include: { imageCount: true } });
    return { items: synset ? [toSummary(synset)] : [], nextCursor: null };
  }
  let rows = await searchWords(sought.word, cursor, limit, false);
  // Looking inside words as well is needed only where their beginnings do not fill the page.
  if (rows.length <= limit) rows = await searchWords(sought.word, cursor, limit, true);
  return toPage(
    rows,
    limit,
    ({ tier, imageless, sense, length, word, id }) => [tier, imageless, sense, length, word, id],
    ({ id, words, gloss, children, images }) => ({ id, words, gloss, children, images }),
  );
}

function searchWords(
  text: string,
  cursor: SynsetSearch['cursor'],
  limit: number,
  inside: boolean,
): Promise<Row[]> {
  const literal = text.replace(/[\\%_]/g, '\\$&');
  const begins = Prisma.sql`w.word LIKE ${`${literal}%`}`;
  const insides = Prisma.sql`
    UNION ALL
    SELECT w.* FROM synset_word_tails t
    JOIN synset_words w ON w.word = t.word AND w.synset_id = t.synset_id
    WHERE t.tail LIKE ${`${literal}%`}`;
  const rank = Prisma.sql`tier, imageless, sense, length, word, synset_id`;
  return db().$queryRaw<Row[]>`
    WITH hits AS (
      SELECT DISTINCT ON (w.synset_id) w.synset_id, w.word, w.sense, char_length(w.word) AS length,
        CASE WHEN w.word = ${text} THEN 0 WHEN ${begins} THEN 1 ELSE 2 END AS tier
      FROM (SELECT w.* FROM synset_words w WHERE ${begins} ${inside ? insides : Prisma.empty}) w
      ORDER BY w.synset_id, tier, w.sense, length, w.word
    ), page AS (
      SELECT hits.*, coalesce(c.subtree, 0) AS images, (c.subtree IS NULL)::int AS imageless
      FROM hits
      LEFT JOIN synset_image_counts c USING (synset_id)
      ${cursor ? Prisma.sql`WHERE (tier, (c.subtree IS NULL)::int, sense, length, word, synset_id) > (${Prisma.join(cursor)})` : Prisma.empty}
      ORDER BY ${rank}
      LIMIT ${limit + 1}
    )
    SELECT s.id, s.words, s.gloss, s.child_count AS children, page.images,
      tier, imageless, sense, length, word
    FROM page
    JOIN synsets s ON s.id = page.synset_id
    ORDER BY ${rank}`;
}
