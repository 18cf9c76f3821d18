import { pool } from '#lib/infra/db/client';

/**
 * Counts anew how often the nouns of a campaign were taken for others, by what is settled now, and writes what changed. Verify: yes
 * to a candidate that is none, of an image that another unit says shows something else. Classify: a noun off the line of the
 * settled one.
 */
export async function writeConfusions(campaignId: string): Promise<void> {
  await pool().query(
    `WITH counted AS MATERIALIZED (
       SELECT shown.synset_id, taken.synset_id AS other_id, count(*)::int AS votes
       FROM units taken
       JOIN units shown ON shown.campaign_id = $1 AND shown.image_id = taken.image_id
         AND shown.state = 'settled' AND shown.answer = 'yes' AND shown.synset_id <> taken.synset_id
       JOIN votes v ON v.unit_id = taken.id AND v.answer = 'yes'
       WHERE taken.campaign_id = $1 AND taken.state = 'settled' AND taken.answer = 'no' AND taken.synset_id IS NOT NULL
       GROUP BY 1, 2
       UNION ALL
       SELECT pairs.settled, pairs.said, pairs.votes FROM (
         SELECT u.answer AS settled, v.answer AS said, count(*)::int AS votes
         FROM units u JOIN votes v ON v.unit_id = u.id AND v.answer <> u.answer
         WHERE u.campaign_id = $1 AND u.synset_id IS NULL AND u.state = 'settled'
         GROUP BY 1, 2
       ) AS pairs JOIN synsets a ON a.id = pairs.settled JOIN synsets b ON b.id = pairs.said
       WHERE NOT EXISTS (SELECT FROM synset_closure c WHERE (c.ancestor_id, c.descendant_id) = (pairs.settled, pairs.said)
         OR (c.ancestor_id, c.descendant_id) = (pairs.said, pairs.settled))
     ), gone AS (
       DELETE FROM noun_confusions c WHERE c.campaign_id = $1
         AND (c.synset_id, c.other_id) NOT IN (SELECT synset_id, other_id FROM counted)
     )
     INSERT INTO noun_confusions AS c (campaign_id, synset_id, other_id, votes)
     SELECT $1, synset_id, other_id, votes FROM counted
     ON CONFLICT (campaign_id, synset_id, other_id) DO UPDATE SET votes = excluded.votes WHERE c.votes <> excluded.votes`,
    [campaignId],
  );
}
