import { pool } from '#lib/infra/db/client';
import type { ClassifyNoun, ClassifyTree } from '../classify-noun.ts';
import { cutTree } from '../noun-tree.ts';
import { findCampaign } from './find-campaign.ts';

/**
 * The tree that labelers of a classify campaign walk: below its roots, cut down to the nouns that its dataset is about (those its
 * images were gathered for and the classes of its versions). For everybody: it says which nouns there are, not of what.
 */
export async function getClassifyTree(input: { campaign: string }): Promise<ClassifyTree> {
  const { rootSynsets: roots, dataset } = await findCampaign(input.campaign);
  const { rows: relevant } = await pool().query<{ id: string }>(
    `SELECT DISTINCT about.id FROM (
       SELECT synset_id AS id FROM dataset_candidates WHERE dataset_id = $1
       UNION
       SELECT c.synset_id FROM version_classes c JOIN dataset_versions v ON v.id = c.version_id WHERE v.dataset_id = $1
     ) AS about JOIN synset_closure below ON below.descendant_id = about.id AND below.ancestor_id = ANY($2)`,
    [dataset.id, roots],
  );
  const ids = relevant.map(({ id }) => id);
  const { rows: links } = await pool().query<{ child: string; parent: string }>(
    `WITH kept AS MATERIALIZED (
       SELECT DISTINCT above.ancestor_id AS id FROM synset_closure above
       WHERE above.descendant_id = ANY($1)
         AND EXISTS (SELECT FROM synset_closure r WHERE r.descendant_id = above.ancestor_id AND r.ancestor_id = ANY($2))
     )
     SELECT child_id AS child, parent_id AS parent FROM synset_links
     WHERE child_id IN (SELECT id FROM kept) AND parent_id IN (SELECT id FROM kept)`,
    [ids, roots],
  );
  const tree = cutTree(roots, new Set(ids), links);
  const { rows: nouns } = await pool().query<ClassifyNoun>(
    'SELECT id, words, gloss, child_count AS kinds FROM synsets WHERE id = ANY($1)',
    [[...tree.keys()]],
  );
  return {
    roots,
    nouns: Object.fromEntries(nouns.map((noun) => [noun.id, { ...noun, children: tree.get(noun.id) ?? [] }])),
  };
}
