import type pg from 'pg';
import { hash32 } from '#lib/core/random';
import type { ProgressChange } from '../progress-change.ts';

/** Enough that labelers who send at the same moment seldom meet at one row. */
const STRIPES = 16;

/**
 * Adds changes to a campaign's counts, in the stripe of whoever sent them. Last in its transaction: the rows stay locked until
 * it commits. They are taken in order of noun, so that two transactions never wait for each other in a circle.
 */
export async function addProgress(
  client: pg.ClientBase,
  campaignId: string,
  userId: string,
  changes: readonly ProgressChange[],
): Promise<void> {
  if (changes.length === 0) return;
  const sorted = [...changes].sort((a, b) => (a.synsetId < b.synsetId ? -1 : 1));
  await client.query({
    name: 'add-progress',
    text: `INSERT INTO campaign_progress AS p (campaign_id, stripe, synset_id, votes, settled, contested)
     SELECT $1, $2, c.* FROM unnest($3::text[], $4::int[], $5::int[], $6::int[]) AS c
     ON CONFLICT (campaign_id, synset_id, stripe) DO UPDATE SET
       votes = p.votes + excluded.votes,
       settled = p.settled + excluded.settled,
       contested = p.contested + excluded.contested`,
    values: [
      campaignId,
      hash32(userId) % STRIPES,
      sorted.map((change) => change.synsetId),
      sorted.map((change) => change.votes),
      sorted.map((change) => change.settled),
      sorted.map((change) => change.contested),
    ],
  });
}
