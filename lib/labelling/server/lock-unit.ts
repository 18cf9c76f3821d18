import type pg from 'pg';
import { AppError } from '#lib/core/errors';
import type { Person } from '#lib/identity/person';
import type { LockedUnit, NamedUnit } from '../locked-unit.ts';
import { progressBetween } from '../progress-change.ts';
import type { ReviewedUnit } from '../review.ts';
import type { LabelCause } from '../unit.ts';
import { addProgress } from './add-progress.ts';
import { type KeptChange, lastChanges } from './last-changes.ts';
import { type DecidingCampaign, decidingColumns } from './load-judge.ts';
import { lockUnits } from './lock-units.ts';
import { recordChanges } from './record-changes.ts';
import { writeUnits } from './write-units.ts';

/** The campaign of a unit that an organiser looks at. */
export interface ReviewedCampaign extends DecidingCampaign {
  slug: string;
  datasetId: string;
  state: 'open' | 'closed';
}

/** Locks a unit for an organiser's act until the transaction ends. Throws AppError `no-such-unit`. */
export async function lockUnit(
  client: pg.ClientBase,
  unitId: number,
): Promise<{ unit: NamedUnit; campaign: ReviewedCampaign }> {
  const [unit] = await lockUnits(client, [unitId]);
  if (!unit) throw noSuchUnit(unitId);
  return { unit, campaign: await readReviewedCampaign(client, unit.campaignId) };
}

export function noSuchUnit(unitId: number): AppError {
  return new AppError(
    'not-found',
    'no-such-unit',
    `There is no unit ${unitId}: units go by the ids that the list for review and the file of votes have.`,
  );
}

/** The campaign as it stands while some of its units are locked. */
export async function readReviewedCampaign(
  client: pg.ClientBase,
  campaignId: string,
): Promise<ReviewedCampaign> {
  const { rows } = await client.query<ReviewedCampaign>(
    `SELECT ${decidingColumns}, c.slug, c.dataset_id AS "datasetId", c.state FROM campaigns c WHERE c.id = $1`,
    [campaignId],
  );
  return rows[0] as ReviewedCampaign;
}

/** Keeps what an organiser's act makes of a unit, in its history too. */
export async function keepDecision(
  client: pg.ClientBase,
  person: Person,
  change: { cause: LabelCause; before: NamedUnit; after: LockedUnit; note: string },
): Promise<ReviewedUnit> {
  const { cause, before, after, note } = change;
  await writeUnits(client, [after]);
  // What an organiser says of gold is what is known of it.
  if (before.gold)
    await client.query('UPDATE gold SET answer = $2 WHERE unit_id = $1', [before.id, after.answer]);
  await recordChanges(client, person.id, cause, [{ before, after, note }]);
  const [last] = await lastChanges(client, before.id);
  await addProgress(client, before.campaignId, person.id, progressBetween([before], [after]));
  return {
    unitId: after.id,
    state: after.state,
    answer: after.answer,
    change: (last as KeptChange).id,
  };
}
