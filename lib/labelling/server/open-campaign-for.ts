import { AppError } from '#lib/core/errors';
import type { Person } from '#lib/identity/person';
import { pool } from '#lib/infra/db/client';
import type { CampaignKind } from '../answers.ts';
import { assertQualified } from './assert-qualified.ts';
import { assertOpen } from './find-campaign.ts';

/** A campaign and what it knows of one labeler, as far as work is given out by it. */
interface LabelersCampaign {
  id: string;
  slug: string;
  kind: CampaignKind;
  state: 'open' | 'closed';
  withdrawnAt: Date | null;
  qualificationUnits: number;
  qualifiedAt: Date | null;
}

/**
 * The campaign with this slug for a labeler who would work on it. Refuses one that is not there or closed, and a labeler whose
 * votes in it were withdrawn or who has not passed its qualification.
 */
export async function openCampaignFor(person: Person, slug: string): Promise<LabelersCampaign> {
  const { rows } = await pool().query<LabelersCampaign>({
    name: 'open-campaign-for',
    text: `SELECT c.id, c.slug, c.kind, c.state, l.withdrawn_at AS "withdrawnAt",
             c.qualification_units AS "qualificationUnits", l.qualified_at AS "qualifiedAt"
           FROM campaigns c LEFT JOIN campaign_labelers l ON l.campaign_id = c.id AND l.user_id = $2
           WHERE c.slug = $1`,
    values: [slug, person.id],
  });
  const campaign = rows[0];
  if (!campaign) throw new AppError('not-found', 'no-such-campaign', `There is no campaign ${slug}.`);
  assertOpen(campaign);
  assertVotesCount(campaign);
  await assertQualified(campaign);
  return campaign;
}

/** Refuses a labeler whose votes in a campaign were withdrawn. */
export function assertVotesCount(campaign: { slug: string; withdrawnAt: Date | null }): void {
  if (campaign.withdrawnAt === null) return;
  throw new AppError(
    'forbidden',
    'votes-withdrawn',
    `Your votes in the campaign ${campaign.slug} were withdrawn, so you cannot vote in it: ask its organisers about it, or choose another one.`,
  );
}
