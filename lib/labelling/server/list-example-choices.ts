import { assertRole, type Person } from '#lib/identity/person';
import { pool } from '#lib/infra/db/client';
import type { ExampleChoice } from '../guide-list.ts';
import { findCampaign } from './find-campaign.ts';

const SHOWN = 24;

/** Looked through for those that may be shown; a noun of a large dataset has many more. */
const LOOKED_THROUGH = 1000;

/**
 * Images that an organiser may show as examples of a noun: those shown already, then some that were gathered for it or for what
 * lies below it and that no version has in val or holds out. For organisers. Throws AppError `no-such-campaign`.
 */
export async function listExampleChoices(
  person: Person | null,
  { campaign: slug, synset }: { campaign: string; synset: string },
): Promise<ExampleChoice[]> {
  assertRole(person, 'organiser');
  const campaign = await findCampaign(slug);
  const { rows } = await pool().query<ExampleChoice>(
    `WITH gathered AS (
       SELECT c.image_id FROM synset_closure b JOIN dataset_candidates c ON c.synset_id = b.descendant_id
       WHERE b.ancestor_id = $2 AND c.dataset_id = $3 LIMIT ${LOOKED_THROUGH}
     ), shown AS (
       SELECT image_id, good FROM noun_examples WHERE campaign_id = $1 AND synset_id = $2
     )
     SELECT i.sha256, i.width, i.height, shown.good
     FROM (SELECT image_id FROM gathered UNION SELECT image_id FROM shown) AS any_of
     JOIN images i ON i.id = any_of.image_id LEFT JOIN shown ON shown.image_id = any_of.image_id
     WHERE shown.good IS NOT NULL OR NOT EXISTS (
       SELECT FROM version_images v JOIN dataset_versions d ON d.id = v.version_id AND d.state = 'done'
       WHERE v.image_id = any_of.image_id AND v.split <> 'train'
     )
     ORDER BY shown.good DESC NULLS LAST, md5(i.sha256) LIMIT ${SHOWN}`,
    [campaign.id, synset, campaign.dataset.id],
  );
  return rows;
}
