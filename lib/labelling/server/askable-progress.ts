import { keptFor } from '#lib/core/kept-for';
import { pool } from '#lib/infra/db/client';
import type { Progress } from '../campaign.ts';
import { findCampaign } from './find-campaign.ts';
import { readProgress } from './read-progress.ts';

/** What is out of reach changes when a version is frozen. */
const KEPT = { milliseconds: 5 * 60_000, keys: 500 };

interface OutOfReach {
  units: number;
  votes: number;
}

/**
 * How far a campaign is with what labelers can still be asked: without the open units of a verify campaign whose images were
 * held out since, which nobody is shown any more, so that it comes to its end. For everybody. Throws AppError
 * `no-such-campaign`.
 */
export async function askableProgress(input: { campaign: string }): Promise<Progress> {
  const { id, kind } = await findCampaign(input.campaign);
  const [progress, found] = await Promise.all([
    readProgress([id]),
    kind === 'verify' ? readOutOfReach(id) : { units: 0, votes: 0 },
  ]);
  const { units, votes, votesNeeded, ...decided } = progress.get(id) as Progress;
  // The votes that such a unit would have got are taken to be as many as any gets.
  const lost = units > 0 ? Math.max(0, (found.units * votesNeeded) / units - found.votes) : 0;
  return {
    ...decided,
    units: units - found.units,
    votes,
    votesNeeded: Math.max(votes, Math.round(votesNeeded - lost)),
  };
}

const readOutOfReach = keptFor(KEPT, async (campaignId): Promise<OutOfReach> => {
  const { rows } = await pool().query<OutOfReach>(
    `SELECT count(*)::int AS units, coalesce(sum(u.vote_count), 0)::int AS votes
     FROM (SELECT DISTINCT image_id FROM held_out_labels) AS h JOIN units u ON u.image_id = h.image_id
     WHERE u.campaign_id = $1 AND u.state = 'open'`,
    [campaignId],
  );
  return rows[0] ?? { units: 0, votes: 0 };
});
