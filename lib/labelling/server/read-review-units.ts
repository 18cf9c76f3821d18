import { imageUrl, thumbUrl } from '#lib/images/image-url';
import { pool } from '#lib/infra/db/client';
import { nounsOf } from '../answers.ts';
import type { FlagReason } from '../flag-reason.ts';
import type { ReviewNoun, ReviewUnit } from '../review.ts';
import type { LabelCause, UnitState } from '../unit.ts';
import type { findCampaign } from './find-campaign.ts';
import { labelerPseudonym } from './labeler-pseudonym.ts';
import { answersOf } from './questions.ts';
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

/** A unit for review as it stands in its own table, with its question and image. */
export interface ReviewRow extends Pick<ReviewUnit, 'id' | 'state' | 'answer' | 'confidence' | 'synset'> {
  question: string;
  sha256: string;
  width: number;
  height: number;
}

/** SQL: the columns of ReviewRow but the question, from units w and images i. */
export const reviewColumns =
  'w.id, w.state, w.answer, w.confidence, w.synset_id AS synset, i.sha256, i.width, i.height';

/** Units of a campaign with all votes, flags and changes, and every noun that these name, by id. */
export async function readReviewUnits(
  campaign: ReviewedCampaign,
  rows: readonly ReviewRow[],
): Promise<{ units: ReviewUnit[]; nouns: Record<string, ReviewNoun> }> {
  const units = rows.map(unitOf);
  await Promise.all([addVotes(campaign, units), addFlags(units), addChanges(units)]);
  const answers = units.flatMap(({ synset, answer, votes, changes }) => [
    synset,
    answer,
    ...votes.map((vote) => vote.answer),
    ...changes.flatMap(({ from, to }) => [from.answer, to.answer]),
  ]);
  const nouns = await readReviewNouns(
    [...new Set(answers.flatMap((answer) => (answer === null ? [] : nounsOf(answer))))],
    campaign.rootSynsets,
  );
  return { units, nouns };
}

function unitOf({ sha256, width, height, question, ...unit }: ReviewRow): ReviewUnit {
  return {
    ...unit,
    image: { imageUrl: imageUrl(sha256), thumbUrl: thumbUrl(sha256), width, height },
    question: answersOf(question),
    belief: null,
    votes: [],
    flags: [],
    changes: [],
  };
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
