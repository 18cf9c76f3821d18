import { type Page, toPage } from '#lib/core/cursor';
import { db } from '#lib/infra/db/client';
import { Prisma } from '#lib/infra/db/generated/client';
import type { SynsetChildren } from '../synset-queries.ts';
import type { SynsetChild } from '../synset-views.ts';
import { assertSynset } from './assert-synset.ts';

interface Row extends SynsetChild {
  imageless: number;
  word: string;
}

/**
 * The children of a noun, in pages: those with images in their subtree first, then by their first word. For everybody.
 * Throws an AppError `unknown-synset` where there is no such noun.
 */
export async function listChildren(
  id: string,
  { cursor, limit }: SynsetChildren,
): Promise<Page<SynsetChild>> {
  const order = Prisma.sql`(c.subtree IS NULL)::int, lower(s.words[1]), s.id`;
  const rows = await db().$queryRaw<Row[]>`
    SELECT s.id, s.words, s.gloss, l.kind, s.child_count AS children, coalesce(c.subtree, 0) AS images,
      (c.subtree IS NULL)::int AS imageless, lower(s.words[1]) AS word
    FROM synset_links l
    JOIN synsets s ON s.id = l.child_id
    LEFT JOIN synset_image_counts c ON c.synset_id = s.id
    WHERE l.parent_id = ${id} ${cursor ? Prisma.sql`AND (${order}) > (${Prisma.join(cursor)})` : Prisma.empty}
    ORDER BY ${order}
    LIMIT ${limit + 1}`;
  if (rows.length === 0) await assertSynset(id);
  return toPage(
    rows,
    limit,
    ({ imageless, word, id }) => [imageless, word, id],
    ({ id, words, gloss, kind, children, images }) => ({ id, words, gloss, kind, children, images }),
  );
}
