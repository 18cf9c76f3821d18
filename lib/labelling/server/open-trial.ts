import { pool } from '#lib/infra/db/client';
import { PAGE_SIZE } from '../assignment.ts';
import type { TrialPage } from '../trial.ts';
import { notHeldOut } from './held-out.ts';
import { closestToSettling } from './lease-statements.ts';
import { assignmentsOf, type LeasedRow, leasedColumns } from './leased-rows.ts';
import { signTrial } from './trial-token.ts';

/** Nouns that are looked at for a page that is full. */
const NOUNS = 8;

/**
 * A page of one noun to try labelling with, from any open verify campaign that asks for no qualification; null where none has
 * anything left. For everybody, signed in or not: nothing is leased, so others may settle the units meanwhile. Nouns are drawn
 * by lot, so that visitors do not all get the same one. Images that are held out are never shown.
 */
export async function openTrial(): Promise<TrialPage | null> {
  const { rows } = await pool().query<LeasedRow & { campaign_id: string; slug: string; title: string }>(
    `WITH nouns AS MATERIALIZED (
       SELECT c.id AS campaign_id, p.synset_id FROM campaigns c JOIN campaign_progress p ON p.campaign_id = c.id
       WHERE c.kind = 'verify' AND c.state = 'open' AND c.qualification_units = 0
       GROUP BY c.id, p.synset_id HAVING sum(p.units - p.settled - p.contested) > 0
       ORDER BY random() LIMIT ${NOUNS}
     ), waiting AS MATERIALIZED (
       SELECT n.campaign_id, n.synset_id, w.id, w.image_id FROM nouns n, LATERAL (
         SELECT u.id, u.image_id FROM units u
         WHERE u.campaign_id = n.campaign_id AND u.synset_id = n.synset_id AND u.wanted > 0
           AND ${notHeldOut('u.image_id')}
         ORDER BY ${closestToSettling('u')} LIMIT ${PAGE_SIZE}
       ) AS w
     ), fullest AS (
       SELECT campaign_id, synset_id FROM waiting GROUP BY 1, 2 ORDER BY count(*) DESC LIMIT 1
     )
     SELECT '' AS assignment_id, now() AS expires_at, w.id AS unit_id, ${leasedColumns}, c.id AS campaign_id, c.slug, c.title
     FROM waiting w JOIN fullest USING (campaign_id, synset_id)
     JOIN campaigns c ON c.id = w.campaign_id
     JOIN images i ON i.id = w.image_id
     JOIN synsets s ON s.id = w.synset_id
     ORDER BY w.id`,
  );
  const page = assignmentsOf(rows)[0];
  const campaign = rows[0];
  if (!page?.noun || !campaign) return null;
  return {
    token: signTrial({ campaignId: campaign.campaign_id, unitIds: page.units.map(({ id }) => id) }),
    campaign: { slug: campaign.slug, title: campaign.title },
    noun: page.noun,
    units: page.units,
  };
}
