import { keptFor } from '#lib/core/kept-for';
import { assertRole, type Person } from '#lib/identity/person';
import { pool } from '#lib/infra/db/client';
import { nounsOf } from '../answers.ts';
import type { Progress } from '../campaign.ts';
import { type LikelyNouns, rankNouns } from '../noun-guide.ts';
import { askedNouns } from './asked-nouns.ts';
import { findCampaign } from './find-campaign.ts';
import { readProgress } from './read-progress.ts';
import { sampleUnits } from './sample-units.ts';

/** Own votes that are looked at, and units of the campaign. */
const OWN_VOTES = 200;
const UNITS = 2000;

/** A campaign's frequencies change slowly. */
const KEPT = { milliseconds: 10 * 60_000, keys: 200 };

/**
 * The nouns that a labeler of a classify campaign most likely needs next, for the digits 1 to 9: by what they answered last and by
 * how often the campaign's settled units are of each noun. What others said of the images at hand has no part in it, which
 * would sway the answer: so it is the same for every image, and can be asked for ahead of the page. For labelers; reads 200
 * votes of theirs, and 2,000 units every ten minutes. Throws AppError `no-such-campaign`.
 */
export async function likelyNouns(person: Person | null, input: { campaign: string }): Promise<LikelyNouns> {
  assertRole(person, 'labeler');
  const { id, kind } = await findCampaign(input.campaign);
  if (kind !== 'classify') return { nouns: [] };
  const [own, counts] = await Promise.all([readOwn(id, person.id), readFrequencies(id)]);
  const ids = rankNouns(own, counts);
  const nouns = await askedNouns(ids);
  return { nouns: ids.flatMap((noun) => nouns.get(noun) ?? []) };
}

/** The nouns of their newest votes in the campaign, the newest first. */
async function readOwn(campaignId: string, userId: string): Promise<string[]> {
  const { rows } = await pool().query<{ answer: string }>(
    `SELECT v.answer FROM (
       SELECT unit_id, answer, created_at FROM votes WHERE user_id = $2 ORDER BY created_at DESC LIMIT ${OWN_VOTES}
     ) AS v JOIN units u ON u.id = v.unit_id
     WHERE u.campaign_id = $1 ORDER BY v.created_at DESC`,
    [campaignId, userId],
  );
  return rows.flatMap(({ answer }) => nounsOf(answer));
}

/** How many of a campaign's settled units are of each noun. */
const readFrequencies = keptFor(KEPT, async (campaignId): Promise<ReadonlyMap<string, number>> => {
  const progress = (await readProgress([campaignId])).get(campaignId) as Progress;
  const { sampled } = await sampleUnits(campaignId, { units: progress.units, limit: UNITS });
  const counts = new Map<string, number>();
  for (const { state, answer } of sampled) {
    if (state !== 'settled' || answer === null) continue;
    for (const noun of nounsOf(answer)) counts.set(noun, (counts.get(noun) ?? 0) + 1);
  }
  return counts;
});
