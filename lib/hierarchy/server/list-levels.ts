import { db } from '#lib/infra/db/client';
import type { TreeNoun } from '../synset-views.ts';

/**
 * All children of several nouns at once, by the noun they stand under, in the order of `listChildren`: the levels of the
 * tree that are open along a path. For everybody.
 */
export async function listLevels(ids: readonly string[]): Promise<Record<string, TreeNoun[]>> {
  const rows = await db().$queryRaw<(TreeNoun & { parent: string })[]>`
    SELECT l.parent_id AS parent, s.id, s.words[1] AS word, l.kind, s.child_count AS children,
      coalesce(c.subtree, 0) AS images
    FROM synset_links l
    JOIN synsets s ON s.id = l.child_id
    LEFT JOIN synset_image_counts c ON c.synset_id = s.id
    WHERE l.parent_id = ANY (${ids}::text[])
    ORDER BY l.parent_id, (c.subtree IS NULL)::int, lower(s.words[1]), s.id`;
  const levels: Record<string, TreeNoun[]> = {};
  for (const { parent, ...noun } of rows) {
    levels[parent] ??= [];
    levels[parent].push(noun);
  }
  return levels;
}
