import { db } from '#lib/infra/db/client';
import { buildHierarchy, type Hierarchy } from '../hierarchy.ts';
import type { SynsetLink } from '../synset.ts';

/**
 * The part of the hierarchy that lies at and above some synsets, with the heights that its nodes have in the whole: all
 * that the costs of guessing one of them for another need.
 */
export async function readLineages(synsetIds: readonly string[]): Promise<Hierarchy> {
  const [nodes, links] = await Promise.all([
    db().$queryRaw<{ id: string; height: number }[]>`
      SELECT DISTINCT s.id, s.height FROM synset_closure c JOIN synsets s ON s.id = c.ancestor_id
      WHERE c.descendant_id = ANY (${synsetIds}::text[]) ORDER BY s.id`,
    db().$queryRaw<SynsetLink[]>`
      SELECT DISTINCT l.child_id AS child, l.parent_id AS parent, l.kind, l.position
      FROM synset_closure c JOIN synset_links l ON l.child_id = c.ancestor_id
      WHERE c.descendant_id = ANY (${synsetIds}::text[]) ORDER BY child, l.position`,
  ]);
  return { ...buildHierarchy(nodes, links), height: Int32Array.from(nodes, ({ height }) => height) };
}
