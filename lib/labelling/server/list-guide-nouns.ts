import { type Page, toPage } from '#lib/core/cursor';
import { pool } from '#lib/infra/db/client';
import type { AskedNoun } from '../assignment.ts';
import { GUIDE_PAGE, type ListGuideNounsInput } from '../guide-list.ts';
import { findCampaign } from './find-campaign.ts';

/**
 * The nouns that a verify campaign asks about of which a word holds `query`, in order of their first word, ten at a time. A
 * classify campaign has none: its nouns are its tree (get-classify-tree.ts). For everybody. Throws AppError `no-such-campaign`.
 */
export async function listGuideNouns({
  campaign: slug,
  query,
  cursor,
}: ListGuideNounsInput & { campaign: string }): Promise<Page<AskedNoun>> {
  const { id } = await findCampaign(slug);
  const { rows } = await pool().query<AskedNoun & { word: string }>(
    `SELECT s.id, s.words, s.gloss, lower(s.words[1]) AS word
     FROM (SELECT DISTINCT synset_id FROM campaign_progress WHERE campaign_id = $1 AND synset_id <> '') AS asked
     JOIN synsets s ON s.id = asked.synset_id
     WHERE ($2 = '' OR EXISTS (SELECT FROM unnest(s.words) w WHERE position($2 IN lower(w)) > 0))
       AND ($3::text IS NULL OR (lower(s.words[1]), s.id) > ($3, $4::text))
     ORDER BY word, s.id LIMIT ${GUIDE_PAGE + 1}`,
    [id, query, cursor?.[0] ?? null, cursor?.[1] ?? null],
  );
  return toPage(
    rows,
    GUIDE_PAGE,
    ({ word, id: synset }) => [word, synset],
    ({ word: _, ...noun }) => noun,
  );
}
