import { type Page, toPage } from '#lib/core/cursor';
import { assertRole, type Person } from '#lib/identity/person';
import { pool } from '#lib/infra/db/client';
import { BOARD_PAGE, type BoardNoun, type ListNounsInput } from '../board.ts';
import { findCampaign } from './find-campaign.ts';

/** SQL: what nouns n are ordered by, the greatest first. */
const orders: Record<ListNounsInput['order'], string> = {
  need: 'n.units - n.settled',
  contested: 'n.contested',
  settled: 'n.settled::float8 / n.units',
  votes: 'n.votes::float8 / n.units',
};

/**
 * How far a verify campaign is with each noun whose words hold `query`, 50 at a time: first those with most units that are not
 * settled (`need`), most contested ones, the greatest share settled, or most votes a unit. A classify campaign has none:
 * nobody knows what its images show. Sums the counters of all its nouns. For organisers. Throws AppError
 * `no-such-campaign`.
 */
export async function listNounProgress(
  person: Person | null,
  { campaign: slug, query, order, cursor }: ListNounsInput & { campaign: string },
): Promise<Page<BoardNoun>> {
  assertRole(person, 'organiser');
  const campaign = await findCampaign(slug);
  const { rows } = await pool().query<BoardNoun & { value: number }>(
    `WITH nouns AS (
       SELECT synset_id AS id, sum(units)::int AS units, sum(settled)::int AS settled,
              sum(contested)::int AS contested, sum(votes)::int AS votes
       FROM campaign_progress WHERE campaign_id = $1 AND synset_id <> '' GROUP BY 1
     ), ordered AS (
       SELECT n.*, s.words, s.gloss, coalesce((${orders[order]})::float8, 0) AS value
       FROM nouns n JOIN synsets s ON s.id = n.id
       WHERE n.units > 0 AND ($2 = '' OR EXISTS (SELECT FROM unnest(s.words) w WHERE position(lower($2) IN lower(w)) > 0))
     )
     SELECT * FROM ordered WHERE $3::float8 IS NULL OR (value, id) < ($3, $4::text)
     ORDER BY value DESC, id DESC LIMIT ${BOARD_PAGE + 1}`,
    [campaign.id, query, cursor?.[0] ?? null, cursor?.[1] ?? null],
  );
  return toPage(
    rows,
    BOARD_PAGE,
    ({ value, id }) => [value, id],
    ({ value: _, ...noun }) => noun,
  );
}
