import { pool } from '#lib/infra/db/client';
import type { ConfusedPair } from '../board.ts';

/** The nouns of a campaign that were taken for another most often, at most `limit` pairs, as of the last estimate. */
export async function listConfusions(campaignId: string, limit: number): Promise<ConfusedPair[]> {
  const { rows } = await pool().query<{
    noun: string;
    nounWord: string;
    other: string;
    otherWord: string;
    votes: number;
  }>(
    `SELECT c.synset_id AS noun, s.words[1] AS "nounWord", c.other_id AS other, o.words[1] AS "otherWord", c.votes
     FROM noun_confusions c JOIN synsets s ON s.id = c.synset_id JOIN synsets o ON o.id = c.other_id
     WHERE c.campaign_id = $1 AND c.votes > 0 ORDER BY c.votes DESC, c.synset_id, c.other_id LIMIT $2`,
    [campaignId, limit],
  );
  return rows.map(({ noun, nounWord, other, otherWord, votes }) => ({
    noun: { id: noun, word: nounWord },
    other: { id: other, word: otherWord },
    votes,
  }));
}
