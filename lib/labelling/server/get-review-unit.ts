import { assertRole, type Person } from '#lib/identity/person';
import { pool } from '#lib/infra/db/client';
import type { ReviewUnitView } from '../review.ts';
import { findCampaign } from './find-campaign.ts';
import { noSuchUnit } from './lock-unit.ts';
import { questionOf } from './questions.ts';
import { type ReviewRow, readReviewUnits, reviewColumns } from './read-review-units.ts';

/**
 * A unit as it stands now, with all votes, flags and changes, as the list for review has it, whether it waits or not. For
 * organisers alone. Throws AppError `no-such-unit`.
 */
export async function getReviewUnit(
  person: Person | null,
  { unitId }: { unitId: number },
): Promise<ReviewUnitView> {
  assertRole(person, 'organiser');
  const { rows } = await pool().query<ReviewRow & { slug: string }>(
    `SELECT ${reviewColumns}, c.slug, ${questionOf('w')} AS question
     FROM units w JOIN campaigns c ON c.id = w.campaign_id JOIN images i ON i.id = w.image_id WHERE w.id = $1`,
    [unitId],
  );
  const [found] = rows;
  if (!found) throw noSuchUnit(unitId);
  const { slug, ...row } = found;
  const { units, nouns } = await readReviewUnits(await findCampaign(slug), [row]);
  return { unit: units[0] as ReviewUnitView['unit'], nouns };
}
