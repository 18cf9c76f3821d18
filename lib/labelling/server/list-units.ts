import { assertRole, type Person } from '#lib/identity/person';
import { pool } from '#lib/infra/db/client';
import { findCampaign } from './find-campaign.ts';

export interface UnitFacts {
  id: number;
  campaignId: string;
  imageId: number;
  /** Null for classify. */
  synsetId: string | null;
}

/** A campaign's units from one id on, in order of id, at most 10,000 at once. For organisers. */
export async function listUnits(
  person: Person | null,
  { campaign: slug, after = 0 }: { campaign: string; after?: number },
): Promise<UnitFacts[]> {
  assertRole(person, 'organiser');
  const campaign = await findCampaign(slug);
  const { rows } = await pool().query<UnitFacts>(
    `SELECT id, campaign_id AS "campaignId", image_id AS "imageId", synset_id AS "synsetId"
     FROM units WHERE campaign_id = $1 AND id > $2 ORDER BY id LIMIT 10000`,
    [campaign.id, after],
  );
  return rows;
}
