import { AppError } from '#lib/core/errors';
import { pool } from '#lib/infra/db/client';
import type { CampaignKind } from '../answers.ts';

/** Refuses, with `noun-not-asked`, a noun that no unit of a campaign asks about (verify), or that none may answer (classify). */
export async function assertAsked(
  campaign: { id: string; slug: string; kind: CampaignKind; rootSynsets: readonly string[] },
  synset: string,
): Promise<void> {
  const { rowCount } =
    campaign.kind === 'verify'
      ? await pool().query(
          'SELECT FROM campaign_progress WHERE campaign_id = $1 AND synset_id = $2 LIMIT 1',
          [campaign.id, synset],
        )
      : await pool().query(
          'SELECT FROM synset_closure WHERE descendant_id = $2 AND ancestor_id = ANY($1) LIMIT 1',
          [campaign.rootSynsets, synset],
        );
  if (rowCount) return;
  throw new AppError(
    'not-found',
    'noun-not-asked',
    `The campaign ${campaign.slug} does not ask about ${synset}.`,
  );
}
