import { pool } from '#lib/infra/db/client';
import { nounsAbove, type ParentLink } from '../noun-way.ts';
import type { ReviewNoun } from '../review.ts';

/** Nouns by id, each with the words above it, from the nearest of the roots or, where there is none, from the top. */
export async function readReviewNouns(
  ids: readonly string[],
  roots: readonly string[],
): Promise<Record<string, ReviewNoun>> {
  const [{ rows: nouns }, { rows: links }] = await Promise.all([
    pool().query<{ id: string; words: string[]; gloss: string }>(
      `SELECT id, words, gloss FROM synsets
       WHERE id IN (SELECT ancestor_id FROM synset_closure WHERE descendant_id = ANY($1))`,
      [ids],
    ),
    pool().query<ParentLink>(
      `SELECT DISTINCT l.child_id AS child, l.parent_id AS parent, l.position
       FROM synset_closure c JOIN synset_links l ON l.child_id = c.ancestor_id WHERE c.descendant_id = ANY($1)`,
      [ids],
    ),
  ]);
  const known = new Map(nouns.map((noun) => [noun.id, noun]));
  const ends = new Set(roots);
  return Object.fromEntries(
    ids.flatMap((id) => {
      const noun = known.get(id);
      const path = nounsAbove(id, links, ends).map((above) => known.get(above)?.words[0] ?? above);
      return noun ? [[id, { ...noun, path }]] : [];
    }),
  );
}
