import { db } from '#lib/infra/db/client';
import { pathsToRoot } from '../ancestors.ts';
import { buildHierarchy, nodeOf } from '../hierarchy.ts';
import type { LinkKind } from '../synset.ts';
import type { SynsetDetails, SynsetName } from '../synset-views.ts';
import { unknownSynset } from '../unknown-synset.ts';

interface AncestorRow {
  id: string;
  word: string;
  parent: string | null;
  kind: LinkKind;
}

/**
 * A noun with every path to the root and its counts. For everybody. Throws an AppError `unknown-synset` where there is
 * none of this id.
 */
export async function getSynset(id: string): Promise<SynsetDetails> {
  const [synset, ancestors] = await Promise.all([
    db().synset.findUnique({ where: { id }, include: { imageCount: true } }),
    selectAncestors(id),
  ]);
  if (!synset) throw unknownSynset(id);
  const { words, gloss, depth, height, childCount, descendantCount, imageCount } = synset;
  return {
    id,
    words,
    gloss,
    depth,
    height,
    paths: pathsThrough(ancestors, id),
    children: childCount,
    descendants: descendantCount,
    images: imageCount?.subtree ?? 0,
    directImages: imageCount?.direct ?? 0,
  };
}

/** The noun and all above it, a row for each parent of each. */
function selectAncestors(id: string): Promise<AncestorRow[]> {
  return db().$queryRaw<AncestorRow[]>`
    SELECT s.id, s.words[1] AS word, l.parent_id AS parent, l.kind
    FROM synset_closure k
    JOIN synsets s ON s.id = k.ancestor_id
    LEFT JOIN synset_links l ON l.child_id = s.id
    WHERE k.descendant_id = ${id}
    ORDER BY s.id, l.position`;
}

function pathsThrough(rows: readonly AncestorRow[], id: string): SynsetName[][] {
  const names = [...new Map(rows.map(({ id, word }) => [id, { id, word }])).values()];
  const links = rows.flatMap(({ id, parent, kind }) => (parent ? [{ child: id, parent, kind }] : []));
  const hierarchy = buildHierarchy(names, links);
  return pathsToRoot(hierarchy, nodeOf(hierarchy, id)).map((path) =>
    path.map((node) => names[node] as SynsetName),
  );
}
