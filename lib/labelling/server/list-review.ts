import { encodeCursor } from '#lib/core/cursor';
import { assertRole, type Person } from '#lib/identity/person';
import { imageUrl, thumbUrl } from '#lib/images/image-url';
import { pool } from '#lib/infra/db/client';
import { nounsOf } from '../answers.ts';
import type { FlagReason } from '../flag-reason.ts';
import { REVIEW_PAGE, type ReviewPage, type ReviewUnit } from '../review.ts';
import type { LabelCause, UnitState } from '../unit.ts';
import { countFlagged } from './count-flagged.ts';
import { findCampaign } from './find-campaign.ts';
import { labelerPseudonym } from './labeler-pseudonym.ts';
import { readBeliefs } from './read-beliefs.ts';
import { readReviewNouns } from './read-review-nouns.ts';

interface PersonRow {
  unitId: number;
  userId: string;
  name: string;
  simulated: boolean;
  at: Date;
}

const personOf = ({ userId, name, simulated }: PersonRow) => ({ id: userId, name, simulated });

/** SQL: the columns of PersonRow but the first and the last, from users p. */
const personColumns = 'p.id AS "userId", p.name, p.simulated';

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
  const units = found.slice(0, REVIEW_PAGE);
  await Promise.all([addVotes(campaign, units), addFlags(units), addChanges(units)]);
  const nouns = units.flatMap(({ synset, answer, votes, changes }) => [
    synset,
    answer,
    ...votes.map((vote) => vote.answer),
    ...changes.flatMap(({ from, to }) => [from.answer, to.answer]),
  ]);
  const last = units.at(-1);
  return {
    kind: campaign.kind,
    units,
    nouns: await readReviewNouns(
      [...new Set(nouns.flatMap((answer) => (answer === null ? [] : nounsOf(answer))))],
      campaign.rootSynsets,
    ),
    next: found.length > REVIEW_PAGE && last ? encodeCursor([last.question.join('/'), last.id]) : null,
    waiting,
  };
}

/** SQL: whether the unit w is about the nouns $4; all are where there are none. */
const aboutNouns = {
  verify: "($4::text[] = '{}' OR w.synset_id = ANY($4))",
  classify: `($4::text[] <@ ARRAY(
    SELECT unnest(string_to_array(v.answer, ' ')) FROM votes v WHERE v.unit_id = w.id AND $4::text[] <> '{}'))`,
};

/** SQL: what is in question about the unit w. */
const questions = {
  verify: 'w.synset_id',
  classify: `coalesce((
    SELECT string_agg(most.answer, '/' ORDER BY most.answer COLLATE "C") FROM (
      SELECT v.answer FROM votes v WHERE v.unit_id = w.id GROUP BY 1 ORDER BY count(*) DESC, v.answer COLLATE "C" LIMIT 2
    ) AS most), '')`,
};

async function selectUnits(
  { id, kind }: ReviewedCampaign,
  after: Question,
  nouns: readonly string[],
): Promise<ReviewUnit[]> {
  const { rows } = await pool().query<
    Pick<ReviewUnit, 'id' | 'state' | 'answer' | 'confidence' | 'synset'> & {
      question: string;
      sha256: string;
      width: number;
      height: number;
    }
  >(
    `WITH waiting AS (
       SELECT w.id, ${questions[kind]} COLLATE "C" AS question
       FROM (
         SELECT id FROM units WHERE campaign_id = $1 AND state = 'contested'
         UNION
         SELECT f.unit_id FROM flags f WHERE f.resolved_at IS NULL
       ) AS those JOIN units w ON w.id = those.id
       WHERE w.campaign_id = $1 AND ${aboutNouns[kind]}
     )
     SELECT u.id, u.state, u.answer, u.confidence, u.synset_id AS synset, w.question, i.sha256, i.width, i.height
     FROM waiting w JOIN units u ON u.id = w.id JOIN images i ON i.id = u.image_id
     WHERE (w.question, w.id) > ($2 COLLATE "C", $3::int)
     ORDER BY w.question, w.id LIMIT $5`,
    [id, after[0], after[1], nouns, REVIEW_PAGE + 1],
  );
  return rows.map(({ sha256, width, height, question, ...unit }) => ({
    ...unit,
    image: { imageUrl: imageUrl(sha256), thumbUrl: thumbUrl(sha256), width, height },
    question: question === '' ? [] : question.split('/'),
    belief: null,
    votes: [],
    flags: [],
    changes: [],
  }));
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

/** Gives each row to its unit. */
function share<Row extends { unitId: number }>(
  units: readonly ReviewUnit[],
  rows: readonly Row[],
  add: (unit: ReviewUnit, row: Row) => void,
): void {
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  for (const row of rows) {
    const unit = byId.get(row.unitId);
    if (unit) add(unit, row);
  }
}

async function addVotes(campaign: ReviewedCampaign, units: readonly ReviewUnit[]): Promise<void> {
  const { rows } = await pool().query<PersonRow & { machine: boolean; answer: string; milliseconds: number }>(
    `SELECT v.unit_id AS "unitId", v.answer, v.milliseconds, v.created_at AS at, p.machine, ${personColumns}
     FROM votes v JOIN users p ON p.id = v.user_id WHERE v.unit_id = ANY($1) ORDER BY v.created_at, v.user_id`,
    [units.map(({ id }) => id)],
  );
  const { labelers, believe } = await readBeliefs(campaign, rows);
  share(units, rows, ({ votes }, { userId, simulated, machine, answer, milliseconds, at }) =>
    votes.push({
      voter: {
        pseudonym: labelerPseudonym(campaign.id, userId),
        simulated,
        machine,
        reliability: labelers.get(userId)?.reliability ?? null,
      },
      answer,
      milliseconds,
      at: at.toISOString(),
    }),
  );
  for (const unit of units) {
    unit.belief = believe(
      unit.synset,
      rows.filter(({ unitId }) => unitId === unit.id),
    );
  }
}

async function addFlags(units: readonly ReviewUnit[]): Promise<void> {
  const { rows } = await pool().query<
    PersonRow & { reason: FlagReason; comment: string; resolvedAt: Date | null; resolvedBy: string | null }
  >(
    `SELECT f.unit_id AS "unitId", f.reason, f.comment, f.created_at AS at, f.resolved_at AS "resolvedAt",
            r.name AS "resolvedBy", ${personColumns}
     FROM flags f JOIN users p ON p.id = f.user_id LEFT JOIN users r ON r.id = f.resolved_by
     WHERE f.unit_id = ANY($1) ORDER BY f.created_at, f.user_id`,
    [units.map(({ id }) => id)],
  );
  share(units, rows, ({ flags }, row) =>
    flags.push({
      person: personOf(row),
      reason: row.reason,
      comment: row.comment,
      at: row.at.toISOString(),
      resolvedAt: row.resolvedAt?.toISOString() ?? null,
      resolvedBy: row.resolvedBy,
    }),
  );
}

async function addChanges(units: readonly ReviewUnit[]): Promise<void> {
  const { rows } = await pool().query<
    Omit<PersonRow, 'userId'> & {
      userId: string | null;
      id: number;
      cause: LabelCause;
      fromState: UnitState;
      fromAnswer: string | null;
      toState: UnitState;
      toAnswer: string | null;
      note: string;
    }
  >(
    `SELECT c.unit_id AS "unitId", c.id, c.cause, c.from_state AS "fromState", c.from_answer AS "fromAnswer",
            c.to_state AS "toState", c.to_answer AS "toAnswer", c.note, c.at, ${personColumns}
     FROM label_changes c LEFT JOIN users p ON p.id = c.user_id WHERE c.unit_id = ANY($1) ORDER BY c.id`,
    [units.map(({ id }) => id)],
  );
  share(units, rows, ({ changes }, row) =>
    changes.push({
      id: row.id,
      cause: row.cause,
      person: row.userId === null ? null : personOf({ ...row, userId: row.userId }),
      from: { state: row.fromState, answer: row.fromAnswer },
      to: { state: row.toState, answer: row.toAnswer },
      note: row.note,
      at: row.at.toISOString(),
    }),
  );
}
