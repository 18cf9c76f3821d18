import { assertRole, type Person } from '#lib/identity/person';
import type { DecidedUnits } from '../board.ts';
import type { Progress } from '../campaign.ts';
import { findCampaign } from './find-campaign.ts';
import { readProgress } from './read-progress.ts';
import { sampleUnits } from './sample-units.ts';

const LIMIT = 10_000;

/**
 * How many votes a campaign's settled units have, and how many units are open or contested: of all its units up to 10,000, of a
 * sample of so many beyond. For organisers. Throws AppError `no-such-campaign`.
 */
export async function readDecidedUnits(
  person: Person | null,
  { campaign: slug }: { campaign: string },
): Promise<DecidedUnits> {
  assertRole(person, 'organiser');
  const { id } = await findCampaign(slug);
  const { units } = (await readProgress([id])).get(id) as Progress;
  const { sampled, complete } = await sampleUnits(id, { units, limit: LIMIT });
  const settledByVotes: number[] = [];
  let contested = 0;
  let open = 0;
  for (const { state, voteCount } of sampled) {
    if (state === 'settled') settledByVotes[voteCount] = (settledByVotes[voteCount] ?? 0) + 1;
    else if (state === 'contested') contested++;
    else open++;
  }
  return {
    sampled: sampled.length,
    complete,
    settledByVotes: Array.from(settledByVotes, (count) => count ?? 0),
    contested,
    open,
  };
}
