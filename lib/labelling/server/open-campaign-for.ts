import { AppError } from '#lib/core/errors';
import type { Person } from '#lib/identity/person';
import { pool } from '#lib/infra/db/client';
import type { CampaignKind } from '../answers.ts';
import { assertQualified } from './assert-qualified.ts';
import { assertOpen, noSuchCampaign } from './find-campaign.ts';

/** A campaign and what it knows of one labeler, as far as work is given out by it. */
interface LabelersCampaign {
  id: string;
  slug: string;
  kind: CampaignKind;
  rootSynsets: string[];
  state: 'open' | 'closed';
  withdrawnAt: Date | null;
  qualificationUnits: number;
  qualifiedAt: Date | null;
  /** A challenge that they are in and whose held-out images the campaign may show. */
  challenge: string | null;
}

/**
 * The campaign with this slug for a labeler who would work on it. Refuses one that is not there or closed, and a labeler whose
 * votes in it were withdrawn, who has not passed its qualification, or who takes part in a challenge on images that it may show
 * (`in-challenge`).
 */
export async function openCampaignFor(person: Person, slug: string): Promise<LabelersCampaign> {
  const { rows } = await pool().query<LabelersCampaign>({
    name: 'open-campaign-for',
    text: `SELECT c.id, c.slug, c.kind, c.state, c.root_synsets AS "rootSynsets", l.withdrawn_at AS "withdrawnAt",
             c.qualification_units AS "qualificationUnits", l.qualified_at AS "qualifiedAt",
             CASE WHEN c.kind = 'classify' THEN (${challengeOf}) END AS challenge
           FROM campaigns c LEFT JOIN campaign_labelers l ON l.campaign_id = c.id AND l.user_id = $2
           WHERE c.slug = $1`,
    values: [slug, person.id],
  });
  const campaign = rows[0];
  if (!campaign) throw noSuchCampaign(slug);
  assertOpen(campaign);
  assertVotesCount(campaign);
  assertNoChallenge(campaign);
  await assertQualified(campaign, person.id);
  return campaign;
}

/** SQL: a challenge on the dataset of campaigns c that is not over and in which $2 takes part without an admission. */
const challengeOf = `SELECT h.title FROM entry_members m
  JOIN entries e ON e.id = m.entry_id AND NOT e.baseline
  JOIN challenges h ON h.id = m.challenge_id AND h.closes_at > now()
  JOIN dataset_versions v ON v.id = h.version_id AND v.dataset_id = c.dataset_id AND v.state = 'done' AND v.test_count > 0
  WHERE m.user_id = $2 AND NOT EXISTS (
    SELECT FROM challenge_admissions a WHERE a.challenge_id = h.id AND a.user_id = m.user_id
  ) AND EXISTS (
    SELECT FROM held_out_labels held JOIN units u ON u.image_id = held.image_id AND u.campaign_id = c.id
    WHERE held.version_id = v.id
  ) LIMIT 1`;

/** Who labels held-out images is barred from their challenge: better not to be given any. */
function assertNoChallenge({ slug, challenge }: LabelersCampaign): void {
  if (challenge === null) return;
  throw new AppError(
    'forbidden',
    'in-challenge',
    `The campaign ${slug} may show images that ${challenge} holds out, and labelling them would bar you from it. Choose another campaign while you take part in that challenge.`,
  );
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
