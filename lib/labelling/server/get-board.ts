import { assertRole, type Person } from '#lib/identity/person';
import { pool } from '#lib/infra/db/client';
import type { AskedNoun } from '../assignment.ts';
import type { Board } from '../board.ts';
import type { Progress } from '../campaign.ts';
import { askedNouns } from './asked-nouns.ts';
import { countFlagged } from './count-flagged.ts';
import { countGold } from './count-gold.ts';
import { findCampaign } from './find-campaign.ts';
import { findSimulatedCampaigns } from './find-simulated-campaigns.ts';
import { listConfusions } from './list-confusions.ts';
import { listEstimates } from './list-estimates.ts';
import { readCost } from './read-cost.ts';
import { readProgress } from './read-progress.ts';

const ESTIMATES = 60;
const PAIRS = 24;

/**
 * How a campaign stands, for organisers. Reads counters, the gold, a row a labeler and day, a row a labeler, and what the last
 * estimates found; neither units nor votes but those that are flagged. Throws AppError `no-such-campaign`.
 */
export async function getBoard(
  person: Person | null,
  { campaign: slug }: { campaign: string },
): Promise<Board> {
  assertRole(person, 'organiser');
  const { id, rootSynsets, dataset, ...campaign } = await findCampaign(slug);
  const [progress, nouns, flagged, simulated, cost, gold, estimates, confusions, labelers] =
    await Promise.all([
      readProgress([id]),
      askedNouns(rootSynsets),
      countFlagged([slug]),
      findSimulatedCampaigns([slug]),
      readCost(id),
      countGold(id),
      listEstimates(id, ESTIMATES),
      listConfusions(id, PAIRS),
      countLabelers(id),
    ]);
  const counted = progress.get(id) as Progress;
  return {
    ...campaign,
    dataset: { slug: dataset.slug, title: dataset.title },
    roots: rootSynsets.map((root) => nouns.get(root) as AskedNoun),
    progress: counted,
    simulated: simulated.has(slug),
    waiting: { contested: counted.contested, flagged: flagged.get(slug) ?? 0 },
    cost,
    gold,
    estimates,
    confusions,
    labelers,
  };
}

async function countLabelers(campaignId: string): Promise<Board['labelers']> {
  const { rows } = await pool().query<Board['labelers']>(
    `SELECT count(*) FILTER (WHERE withdrawn_at IS NULL AND suspicions <> '[]')::int AS suspected,
            count(*) FILTER (WHERE withdrawn_at IS NOT NULL)::int AS withdrawn
     FROM campaign_labelers WHERE campaign_id = $1`,
    [campaignId],
  );
  return rows[0] as Board['labelers'];
}
