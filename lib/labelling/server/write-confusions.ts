import { transaction } from '#lib/infra/db/transaction';

/**
 * Counts anew how often the nouns of a campaign were taken for others, by what is settled now. Verify: yes to a candidate that is
 * none, of an image that another unit says shows something else. Classify: a noun off the line of the settled one.
 */
export async function writeConfusions(campaignId: string): Promise<void> {
  await transaction(async (client) => {
    await client.query('DELETE FROM noun_confusions WHERE campaign_id = $1', [campaignId]);
    await client.query(
      `INSERT INTO noun_confusions (campaign_id, synset_id, other_id, votes)
       SELECT $1, shown.synset_id, taken.synset_id, count(*)
       FROM units taken
       JOIN units shown ON shown.campaign_id = $1 AND shown.image_id = taken.image_id
         AND shown.state = 'settled' AND shown.answer = 'yes' AND shown.synset_id <> taken.synset_id
       JOIN votes v ON v.unit_id = taken.id AND v.answer = 'yes'
       WHERE taken.campaign_id = $1 AND taken.state = 'settled' AND taken.answer = 'no' AND taken.synset_id IS NOT NULL
       GROUP BY 2, 3
       UNION ALL
       SELECT $1, pairs.settled, pairs.said, pairs.votes FROM (
         SELECT u.answer AS settled, v.answer AS said, count(*) AS votes
         FROM units u JOIN votes v ON v.unit_id = u.id AND v.answer <> u.answer
         WHERE u.campaign_id = $1 AND u.synset_id IS NULL AND u.state = 'settled'
         GROUP BY 1, 2
       ) AS pairs JOIN synsets a ON a.id = pairs.settled JOIN synsets b ON b.id = pairs.said
       WHERE NOT EXISTS (SELECT FROM synset_closure c WHERE (c.ancestor_id, c.descendant_id) = (pairs.settled, pairs.said)
         OR (c.ancestor_id, c.descendant_id) = (pairs.said, pairs.settled))`,
      [campaignId],
    );
  });
}
