import { encodeCursor } from '#lib/core/cursor';
import { assertRole, type Person } from '#lib/identity/person';
import { pool } from '#lib/infra/db/client';
import { REVIEW_PAGE, type ReviewPage } from '../review.ts';
import { countFlagged } from './count-flagged.ts';
import { findCampaign } from './find-campaign.ts';
import {
  answersOf,
  questionOf,
  type ReviewRow,
  readReviewUnits,
  reviewColumns,
} from './read-review-units.ts';

type ReviewedCampaign = Awaited<ReturnType<typeof findCampaign>>;
type Question = [question: string, unitId: number];

/**
 * A campaign's units that wait for an organiser, contested or flagged: those of one question beside each other (the noun that is asked
 * about, or the two that are answered most), at most 24 from the one after `after` on, with all votes, flags and changes. With
 * `nouns` only those that ask about one of them (verify) or whose votes name them all (classify). Looks at all units that wait.
 * Votes stand under pseudonyms, beside what the last estimate says of their labelers. For organisers alone. Throws AppError
 * `no-such-campaign`.
 */
export async function listReview(
  person: Person | null,
  {
    campaign: slug,
    after = ['', 0],
    nouns: about = [],
  }: { campaign: string; after?: Question; nouns?: string[] },
): Promise<ReviewPage> {
  assertRole(person, 'organiser');
  const campaign = await findCampaign(slug);
  const [found, waiting] = await Promise.all([selectUnits(campaign, after, about), countWaiting(campaign)]);
  const page = found.slice(0, REVIEW_PAGE);
  const last = page.at(-1);
  const contested = new Map(page.map((row) => [row.question, row.contested]));
  const rows = page.map(({ contested: _, ...row }) => row);
  return {
    kind: campaign.kind,
    ...(await readReviewUnits(campaign, rows)),
    questions: [...contested].map(([question, count]) => ({
      question: answersOf(question),
      contested: count,
    })),
    next: found.length > REVIEW_PAGE && last ? encodeCursor([last.question, last.id]) : null,
    waiting,
  };
}

/** SQL: whether the unit w is about the nouns $4; all are where there are none. */
const aboutNouns = {
  verify: "($4::text[] = '{}' OR w.synset_id = ANY($4))",
  classify: `($4::text[] <@ ARRAY(
    SELECT unnest(string_to_array(v.answer, ' ')) FROM votes v WHERE v.unit_id = w.id AND $4::text[] <> '{}'))`,
};

async function selectUnits(
  { id, kind }: ReviewedCampaign,
  after: Question,
  nouns: readonly string[],
): Promise<(ReviewRow & { contested: number })[]> {
  const { rows } = await pool().query<ReviewRow & { contested: number }>(
    `WITH waiting AS (
       SELECT w.id, w.state, ${questionOf[kind]} AS question
       FROM (
         SELECT id FROM units WHERE campaign_id = $1 AND state = 'contested'
         UNION
         SELECT f.unit_id FROM flags f WHERE f.resolved_at IS NULL
       ) AS those JOIN units w ON w.id = those.id
       WHERE w.campaign_id = $1
     ), counted AS (
       SELECT id, question, count(*) FILTER (WHERE state = 'contested') OVER (PARTITION BY question)::int AS contested
       FROM waiting
     )
     SELECT ${reviewColumns}, q.question, q.contested
     FROM counted q JOIN units w ON w.id = q.id JOIN images i ON i.id = w.image_id
     WHERE ${aboutNouns[kind]} AND (q.question, q.id) > ($2 COLLATE "C", $3::int)
     ORDER BY q.question, q.id LIMIT $5`,
    [id, after[0], after[1], nouns, REVIEW_PAGE + 1],
  );
  return rows;
}

async function countWaiting({ id, slug }: { id: string; slug: string }): Promise<ReviewPage['waiting']> {
  const [{ rows }, flagged] = await Promise.all([
    pool().query<{ contested: number }>(
      `SELECT coalesce(sum(contested), 0)::int AS contested FROM campaign_progress WHERE campaign_id = $1`,
      [id],
    ),
    countFlagged([slug]),
  ]);
  return { contested: rows[0]?.contested ?? 0, flagged: flagged.get(slug) ?? 0 };
}
