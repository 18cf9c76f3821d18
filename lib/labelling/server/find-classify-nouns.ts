import { pool } from '#lib/infra/db/client';
import type { ClassifyNoun, FindNounsInput } from '../classify-noun.ts';
import { findCampaign } from './find-campaign.ts';

const MOST = 9;

/**
 * Nouns at or below a classify campaign's roots of which a word begins with the query: the word itself first, then nouns that the
 * dataset is about, then the more frequent sense, then the shorter word. For everybody.
 */
export async function findClassifyNouns(
  input: FindNounsInput & { campaign: string },
): Promise<ClassifyNoun[]> {
  const { rootSynsets, dataset } = await findCampaign(input.campaign);
  const { rows } = await pool().query<ClassifyNoun>(
    `WITH hits AS (
       SELECT DISTINCT ON (synset_id) synset_id, word, sense FROM synset_words
       WHERE word LIKE $1 ORDER BY synset_id, word <> $2, sense, length(word)
     )
     SELECT s.id, s.words, s.gloss, s.child_count AS kinds
     FROM hits JOIN synsets s ON s.id = hits.synset_id
     WHERE EXISTS (SELECT FROM synset_closure c WHERE c.ancestor_id = ANY($3) AND c.descendant_id = hits.synset_id)
     ORDER BY word <> $2,
       NOT EXISTS (SELECT FROM dataset_candidates d WHERE d.dataset_id = $4 AND d.synset_id = hits.synset_id),
       sense, length(word), word, s.id
     LIMIT $5`,
    [`${input.query.replace(/[\\%_]/g, '\\$&')}%`, input.query, rootSynsets, dataset.id, MOST],
  );
  return rows;
}
