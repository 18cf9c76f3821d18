import { db } from '#lib/infra/db/client';

/** Votes cast in all campaigns, from the counters that they keep. For everybody. */
export async function countVotes(): Promise<number> {
  const { _sum } = await db().campaignProgress.aggregate({ _sum: { votes: true } });
  return _sum.votes ?? 0;
}
