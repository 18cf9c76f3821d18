import type pg from 'pg';
import { AppError } from '#lib/core/errors';
import { assertRole, type Person } from '#lib/identity/person';
import { imageUrl, thumbUrl } from '#lib/images/image-url';
import { pool } from '#lib/infra/db/client';
import { transaction } from '#lib/infra/db/transaction';
import { nounsOf } from '../answers.ts';
import type { AskedNoun, LeasedUnit } from '../assignment.ts';
import type { ProgressChange } from '../progress-change.ts';
import {
  passMark,
  type Qualification,
  type QualificationAnswers,
  type QualificationResult,
  type QuizFeedback,
} from '../qualification.ts';
import { addProgress } from './add-progress.ts';
import { askedNouns } from './asked-nouns.ts';
import { assertAnswers } from './assert-answers.ts';
import { assertOpen, noSuchCampaign } from './find-campaign.ts';
import { assertVotesCount } from './open-campaign-for.ts';
import {
  givenInQuiz,
  isPassed,
  type QuizCampaign,
  type QuizStanding,
  readQuiz,
  readRight,
} from './read-quiz.ts';

/**
 * A labeler's qualification in a campaign: where they stand, and what is to be answered. Never an answer of what is still to
 * be answered. Throws AppError `no-such-campaign`, `campaign-closed`, `votes-withdrawn`.
 */
export async function getQualification(
  person: Person | null,
  { campaign: slug }: { campaign: string },
): Promise<Qualification> {
  assertRole(person, 'labeler');
  const campaign = await readCampaign(pool(), person, slug);
  return describe(pool(), campaign, await readQuiz(pool(), campaign, person.id));
}

/**
 * Answers units of one's qualification: says of each whether it is right and what the truth is, and what comes next. A round of
 * which four in five are right is passed, and from then on votes count; else another round with other gold begins, as long as
 * there is any. The answers are votes on gold, which measure reliability. Safe to repeat: the first answer to a unit stands. Throws
 * AppError `not-in-quiz`, `bad-answer`, `noun-not-asked` and those of `getQualification`.
 */
export async function answerQualification(
  person: Person | null,
  { campaign: slug, votes }: QualificationAnswers & { campaign: string },
): Promise<QualificationResult> {
  assertRole(person, 'labeler');
  return transaction(async (client) => {
    await client.query(
      `INSERT INTO campaign_labelers (campaign_id, user_id) SELECT id, $2 FROM campaigns WHERE slug = $1
       ON CONFLICT DO NOTHING`,
      [slug, person.id],
    );
    // The lock makes two sendings follow one another, so that none begins a round that the other ends.
    const campaign = await readCampaign(client, person, slug, 'FOR UPDATE OF l');
    await assertAnswers(
      client,
      campaign,
      votes.map(({ answer }) => answer),
    );
    const before = await readQuiz(client, campaign, person.id);
    const open = new Set(before.open.map(({ unitId }) => unitId));
    const fresh = votes.filter(({ unitId }) => open.has(unitId));
    const progress = await keep(client, person, fresh);
    const feedback = await readFeedback(client, campaign, person, votes);
    const full = fresh.length > 0 && fresh.length === before.open.length;
    const right = before.right + feedback.filter((each) => each.right && open.has(each.unitId)).length;
    if (full && isPassed(campaign.qualificationUnits, right)) {
      campaign.qualifiedAt = new Date();
      await client.query(
        'UPDATE campaign_labelers SET qualified_at = $3 WHERE campaign_id = $1 AND user_id = $2',
        [campaign.id, person.id, campaign.qualifiedAt],
      );
    }
    const next = await describe(client, campaign, await readQuiz(client, campaign, person.id));
    await addProgress(client, campaign.id, person.id, progress);
    return { feedback, next };
  });
}

interface OpenQuizCampaign extends QuizCampaign {
  severalNouns: boolean;
}

async function readCampaign(
  sql: pg.Pool | pg.ClientBase,
  person: Person,
  slug: string,
  lock: 'FOR UPDATE OF l' | '' = '',
): Promise<OpenQuizCampaign> {
  const { rows } = await sql.query<OpenQuizCampaign & { state: 'open' | 'closed'; withdrawnAt: Date | null }>(
    `SELECT c.id, c.slug, c.kind, c.state, c.root_synsets AS "rootSynsets", c.several_nouns AS "severalNouns",
            c.qualification_units AS "qualificationUnits",
            l.qualified_at AS "qualifiedAt", l.withdrawn_at AS "withdrawnAt"
     FROM campaigns c ${lock ? '' : 'LEFT'} JOIN campaign_labelers l ON l.campaign_id = c.id AND l.user_id = $2
     WHERE c.slug = $1 ${lock}`,
    [slug, person.id],
  );
  const campaign = rows[0];
  if (!campaign) throw noSuchCampaign(slug);
  assertOpen(campaign);
  assertVotesCount(campaign);
  return campaign;
}

/** Gold takes a vote without a lease and stays as it is; the quiz is no work that counts, so no day is counted either. Gives what that
 * makes of the campaign's count of votes. */
async function keep(
  client: pg.ClientBase,
  person: Person,
  votes: QualificationAnswers['votes'],
): Promise<ProgressChange[]> {
  const { rows } = await client.query<{ synsetId: string; votes: number }>(
    `WITH kept AS (INSERT INTO votes (unit_id, user_id, answer, milliseconds)
     SELECT v.unit_id, $1, v.answer, v.milliseconds FROM unnest($2::int[], $3::text[], $4::int[]) AS v (unit_id, answer, milliseconds)
     ON CONFLICT DO NOTHING RETURNING unit_id)
     SELECT coalesce(u.synset_id, '') AS "synsetId", count(*)::int AS votes
     FROM kept JOIN units u ON u.id = kept.unit_id GROUP BY 1`,
    [
      person.id,
      votes.map(({ unitId }) => unitId),
      votes.map(({ answer }) => answer),
      votes.map(({ milliseconds }) => milliseconds),
    ],
  );
  return rows.map((counted) => ({ ...counted, settled: 0, contested: 0 }));
}

/** What is told of units once they are answered, and of no others. */
async function readFeedback(
  client: pg.ClientBase,
  campaign: QuizCampaign,
  person: Person,
  votes: QualificationAnswers['votes'],
): Promise<QuizFeedback[]> {
  const { rows } = await client.query<{
    unitId: number;
    answer: string;
    truth: string;
    synsetId: string | null;
  }>(
    `SELECT g.unit_id AS "unitId", v.answer, g.answer AS truth, g.synset_id AS "synsetId"
     FROM gold g JOIN votes v ON v.unit_id = g.unit_id AND v.user_id = $2
     WHERE g.campaign_id = $1 AND g.quiz AND ${givenInQuiz} AND g.unit_id = ANY($3)`,
    [campaign.id, person.id, votes.map(({ unitId }) => unitId)],
  );
  const byId = new Map(rows.map((row) => [row.unitId, row]));
  const foreign = votes.find(({ unitId }) => !byId.has(unitId));
  if (foreign) {
    throw new AppError(
      'invalid',
      'not-in-quiz',
      `Unit ${foreign.unitId} is not in your qualification: answer the units that it gives you.`,
    );
  }
  const nounIds = ({ truth, synsetId }: (typeof rows)[number]) => (synsetId ? [synsetId] : nounsOf(truth));
  const nouns = await askedNouns(rows.flatMap(nounIds), client);
  const answers = rows.flatMap(({ answer, truth }) => [answer, truth]);
  const isRight = await readRight(client, campaign, answers);
  return votes.map(({ unitId }) => {
    const row = byId.get(unitId) as (typeof rows)[number];
    return {
      unitId,
      answer: row.answer,
      right: isRight(row.answer, row.truth),
      truth: row.truth,
      nouns: nounIds(row).map((id) => nouns.get(id) as AskedNoun),
    };
  });
}

async function describe(
  sql: pg.Pool | pg.ClientBase,
  campaign: QuizCampaign,
  { open, ...standing }: QuizStanding,
): Promise<Qualification> {
  const needed = campaign.qualificationUnits;
  const { rows } = await sql.query<{
    id: number;
    sha256: string;
    width: number;
    height: number;
    synset: string | null;
  }>(
    `SELECT u.id, i.sha256, i.width, i.height, u.synset_id AS synset
     FROM unnest($1::int[]) WITH ORDINALITY AS o (id, place) JOIN units u ON u.id = o.id JOIN images i ON i.id = u.image_id
     ORDER BY o.place`,
    [open.map(({ unitId }) => unitId)],
  );
  const units = rows.map(
    ({ id, sha256, width, height, synset }): LeasedUnit => ({
      id,
      imageUrl: imageUrl(sha256),
      thumbUrl: thumbUrl(sha256),
      width,
      height,
      ...(synset !== null && { synset }),
    }),
  );
  const nouns: Map<string, AskedNoun> = await askedNouns(
    units.flatMap(({ synset }) => synset ?? []),
    sql,
  );
  return { ...standing, needed, mark: passMark(needed), units, nouns: Object.fromEntries(nouns) };
}
