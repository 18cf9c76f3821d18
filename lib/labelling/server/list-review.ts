import { encodeCursor } from '#lib/core/cursor';
import { assertRole, type Person } from '#lib/identity/person';
import { pool } from '#lib/infra/db/client';
import type { CampaignKind } from '../answers.ts';
import { REVIEW_PAGE, type ReviewPage } from '../review.ts';
import { countFlagged } from './count-flagged.ts';
import { findCampaign } from './find-campaign.ts';
import { answersOf, contestedQuestionOf, questionOf } from './questions.ts';
import { type ReviewRow, readReviewUnits, reviewColumns } from './read-review-units.ts';

type ReviewedCampaign = Awaited<ReturnType<typeof findCampaign>>;
type Question = [question: string, unitId: number];

/**
 * A campaign's units that wait for an organiser, contested or flagged: those of one question beside each other (the noun that is asked
 * about, or the two that are answered most), at most 24 from the one after `after` on, with all votes, flags and changes. With
 * `nouns` only those that ask about one of them (verify) or whose votes name them all (classify). Reads a page of the contested
 * units by an index, and all that are flagged and not contested. Votes stand under pseudonyms, beside what the last estimate says
 * of their labelers. For organisers alone. Throws AppError `no-such-campaign`.
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
  const rows = found.slice(0, REVIEW_PAGE);
  const last = rows.at(-1);
  const [page, questions] = await Promise.all([
    readReviewUnits(campaign, rows),
    countContested(campaign, [...new Set(rows.map(({ question }) => question))]),
  ]);
  return {
    kind: campaign.kind,
    ...page,
    questions,
    next: found.length > REVIEW_PAGE && last ? encodeCursor([last.question, last.id]) : null,
    waiting,
  };
}

/** SQL: whether the unit w of some question is about the nouns $5. */
const aboutNouns: Readonly<Record<CampaignKind, (question: string) => string>> = {
  verify: (question) => `${question} = ANY($5::text[])`,
  classify: () =>
    `$5::text[] <@ ARRAY(SELECT unnest(string_to_array(v.answer, ' ')) FROM votes v WHERE v.unit_id = w.id)`,
};

async function selectUnits(
  { id, kind }: ReviewedCampaign,
  after: Question,
  nouns: readonly string[],
): Promise<ReviewRow[]> {
  const wanted = (question: string) =>
    `(${question}, w.id) > ($2 COLLATE "C", $3::int)${nouns.length > 0 ? ` AND ${aboutNouns[kind](question)}` : ''}`;
  const { rows } = await pool().query<ReviewRow>(
    `WITH contested AS (
       SELECT w.id, ${contestedQuestionOf('w')} AS question FROM units w
       WHERE w.campaign_id = $1 AND w.state = 'contested' AND ${wanted(contestedQuestionOf('w'))}
       ORDER BY ${contestedQuestionOf('w')}, w.id LIMIT $4
     ), flagged AS (
       SELECT w.id, ${questionOf('w')} AS question FROM units w
       WHERE w.id IN (SELECT f.unit_id FROM flags f WHERE f.resolved_at IS NULL)
         AND w.campaign_id = $1 AND w.state <> 'contested' AND ${wanted(questionOf('w'))}
     )
     SELECT ${reviewColumns}, q.question
     FROM (SELECT * FROM contested UNION ALL SELECT * FROM flagged ORDER BY question, id LIMIT $4) AS q
     JOIN units w ON w.id = q.id JOIN images i ON i.id = w.image_id
     ORDER BY q.question, q.id`,
    [id, after[0], after[1], REVIEW_PAGE + 1, ...(nouns.length > 0 ? [nouns] : [])],
  );
  return rows;
}

/** How many units are contested about each of these questions. */
async function countContested(
  { id }: ReviewedCampaign,
  questions: readonly string[],
): Promise<ReviewPage['questions']> {
  const { rows } = await pool().query<{ question: string; contested: number }>(
    `SELECT q.question, (
       SELECT count(*)::int FROM units w
       WHERE w.campaign_id = $1 AND w.state = 'contested' AND ${contestedQuestionOf('w')} = q.question
     ) AS contested
     FROM unnest($2::text[]) WITH ORDINALITY AS q (question, place) ORDER BY q.place`,
    [id, questions],
  );
  return rows.map(({ question, contested }) => ({ question: answersOf(question), contested }));
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
