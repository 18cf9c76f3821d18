import type pg from 'pg';
import { assertRole, type Person } from '#lib/identity/person';
import { pool } from '#lib/infra/db/client';
import { transaction } from '#lib/infra/db/transaction';
import { withOpinion } from '../decision.ts';
import type { LockedUnit } from '../locked-unit.ts';
import { progressBetween } from '../progress-change.ts';
import { type AskedOpinions, OPINION_VOTES, type OpinionsInput } from '../review.ts';
import { addProgress } from './add-progress.ts';
import { assertOpen, findCampaign } from './find-campaign.ts';
import { readReviewedCampaign } from './lock-unit.ts';
import { lockUnits } from './lock-units.ts';
import { contestedQuestionOf } from './questions.ts';
import { recordChanges } from './record-changes.ts';
import { writeUnits } from './write-units.ts';

/** Units that are locked together. */
const CHUNK = 500;

/**
 * Asks further people about all contested units of one question of a campaign, as `askOpinion` does about one: 500 in a
 * transaction. What is not contested by then stays as it is, so asking again asks nobody twice; killed at any point, the next call
 * does what is left. For organisers. Throws AppError `no-such-campaign` and `campaign-closed`.
 */
export async function askOpinions(
  person: Person | null,
  { campaign: slug, question, note }: OpinionsInput & { campaign: string },
): Promise<AskedOpinions> {
  assertRole(person, 'organiser');
  const campaign = await findCampaign(slug);
  assertOpen(campaign);
  const { rows } = await pool().query<{ id: number }>(
    `SELECT w.id FROM units w
     WHERE w.campaign_id = $1 AND w.state = 'contested' AND ${contestedQuestionOf('w')} = $2 ORDER BY w.id`,
    [campaign.id, [...question].sort().join('/')],
  );
  const contested = rows.map(({ id }) => id);
  const unitIds: number[] = [];
  for (let from = 0; from < contested.length; from += CHUNK) {
    const chunk = contested.slice(from, from + CHUNK);
    const opened = await transaction((client) => openChunk(client, person, campaign.id, chunk, note));
    unitIds.push(...opened.map(({ id }) => id));
  }
  return { unitIds, votesAsked: unitIds.length * OPINION_VOTES };
}

/** Opens those of some units that are contested; gives what they are now. */
async function openChunk(
  client: pg.ClientBase,
  person: Person,
  campaignId: string,
  unitIds: readonly number[],
  note: string,
): Promise<LockedUnit[]> {
  const units = (await lockUnits(client, unitIds)).filter(
    ({ state, gold }) => state === 'contested' && !gold,
  );
  if (units.length === 0) return [];
  const campaign = await readReviewedCampaign(client, campaignId);
  assertOpen(campaign);
  const changes = units.map((before) => ({
    before,
    after: withOpinion(campaign, before, OPINION_VOTES),
    note,
  }));
  const opened = changes.map(({ after }) => after);
  await writeUnits(client, opened);
  await recordChanges(client, person.id, 'opinion', changes);
  await addProgress(client, campaignId, person.id, progressBetween(units, opened));
  return opened;
}
